package io.eventbatcher.delivery.search;

/** The number of inputs to send together in a search for bad inputs. */
public interface GroupSizes {
    /**
     * The size of a group of inputs of which nothing is known.
     *
     * @param inputs number of these inputs; at least one
     * @param streak groups taken in a row, the more the larger the next may be
     */
    int ofUnknown(int inputs, int streak);

    /**
     * The size of a part of inputs with a bad one among them.
     *
     * @param inputs number of these inputs; at least two
     * @param streak groups taken in a row, the more the larger the next may be
     */
    int ofSuspects(int inputs, int streak);

    /**
     * True if so many bad inputs are to be expected that parts of a refused group are searched side by side.
     *
     * @param inputs number of the group's inputs; at least two
     */
    boolean ofMany(int inputs);

    /**
     * True if a refusal of the group shows that what is expected is out of date. Then nobody knows how many are bad, and its parts are
     * searched side by side, too.
     *
     * @param inputs number of the group's inputs; at least two
     */
    boolean unforeseen(int inputs);
}
