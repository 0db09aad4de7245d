package io.eventbatcher.delivery.search;

/**
 * The answers of a search so far, as far as the next group depends on them.
 *
 * @param streak groups taken in a row; each refusal halves the number
 * @param takenSinceBad true if HubSpot took a group since the last bad input was found
 * @param badInARow bad inputs found without a group taken in between
 * @param heedsHints true until a hint has misled
 * @param testsHint true if the group on the way was named by an answer, and shows if the hint was right
 */
record Course(int streak, boolean takenSinceBad, int badInARow, boolean heedsHints, boolean testsHint) {
    static final Course BEGIN = new Course(0, false, 0, true, false);

    /** With as many bad inputs in a row, named each, hints may name what is bad for a reason that holds for all. */
    private static final int DOUBTS_OTHERS = 3;

    Course taken() {
        return new Course(streak + 1, true, 0, heedsHints && !testsHint, false);
    }

    Course refused() {
        return new Course(streak / 2, takenSinceBad, badInARow, heedsHints, false);
    }

    Course foundBad() {
        return new Course(streak / 2, false, takenSinceBad ? 0 : badInARow + 1, heedsHints, false);
    }

    Course withoutHints() {
        return new Course(streak, takenSinceBad, badInARow, false, false);
    }

    Course testingHint() {
        return new Course(streak, takenSinceBad, badInARow, heedsHints, true);
    }

    /** True if all inputs may be bad: the next goes alone, because a group would only be refused. */
    boolean expectsBad() {
        return badInARow >= 1;
    }

    /** True if even the inputs that no answer named may all be bad. */
    boolean doubtsOthers() {
        return badInARow >= DOUBTS_OTHERS;
    }
}
