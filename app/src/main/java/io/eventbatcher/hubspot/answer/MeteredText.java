package io.eventbatcher.hubspot.answer;

/** A text with a limited number of reads, which bounds a pattern that backtracks. */
final class MeteredText implements CharSequence {
    private static final int MOST_READS = 200_000;

    private final CharSequence text;
    private final int[] reads;

    MeteredText(CharSequence text) {
        this(text, new int[1]);
    }

    private MeteredText(CharSequence text, int[] reads) {
        this.text = text;
        this.reads = reads;
    }

    /** The matching took more steps than a sensible pattern needs. */
    static final class TooCostlyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooCostlyException() {
            super("a pattern that backtracks without end", null, false, false);
        }
    }

    /** @throws TooCostlyException after {@value #MOST_READS} reads of this text and of parts of the text */
    @Override
    public char charAt(int index) {
        if (reads[0]++ > MOST_READS) {
            throw new TooCostlyException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new MeteredText(text.subSequence(start, end), reads);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
