package io.eventbatcher.delivery.search;

/**
 * The recent share of bad inputs of a route, and the sizes of groups that follow: generalised binary splitting after Hwang (1972). A group
 * is so large that a refusal is as likely as an acceptance, because such an answer tells the most.
 *
 * <p>A share that is out of date must cost little: groups grow while HubSpot takes one after the other. Owned by the poll thread.
 */
public final class BadShare implements GroupSizes {
    /** Older inputs count half as much with each further window. */
    private static final double WINDOW = 2_000;

    /** The share before the first answer, and the weight of that opinion in inputs. */
    private static final double FIRST_SHARE = 1.0 / 500;

    private static final double FIRST_WEIGHT = 500;

    /** Higher shares make groups so small that a single bad input among many would take long to find. */
    private static final double HIGHEST = 0.08;

    /** With fewer bad inputs expected among suspects, halves tell the most. */
    private static final double HALVING_BELOW = 1.2;

    private static final double GROWTH = 4;

    /** A remainder is sent with the group rather than alone. */
    private static final int WHOLE_UP_TO = 2;

    /** With as many bad inputs expected, most parts of a group hold one. */
    private static final double MANY = 1.3;

    /** Bad inputs expected in a group that HubSpot should have taken. */
    private static final double UNLIKELY = 0.3;

    /** Larger than any marketing request, whose quota is small. If one input is bad after all, the parts cost three requests more. */
    private static final int LARGE = 150;

    private double good;
    private double bad;

    /** HubSpot took inputs. */
    public void taken(int inputs) {
        good += inputs;
        forget();
    }

    /** HubSpot refused an input of its own. */
    public void refused() {
        bad++;
        forget();
    }

    private void forget() {
        if (good + bad > 2 * WINDOW) {
            good /= 2;
            bad /= 2;
        }
    }

    /** The share of bad inputs to expect. */
    double share() {
        return Math.min(HIGHEST, (bad + FIRST_SHARE * FIRST_WEIGHT) / (good + bad + FIRST_WEIGHT));
    }

    @Override
    public int ofUnknown(int inputs, int streak) {
        long size = Math.max(1, Math.round(grown(Math.log(2) / -Math.log1p(-share()), streak)));
        return inputs <= WHOLE_UP_TO * size ? inputs : (int) size;
    }

    @Override
    public int ofSuspects(int inputs, int streak) {
        double half = inputs / 2.0;
        double size = inputs * share() <= HALVING_BELOW ? half : Math.min(half, grown(evenOdds(inputs), streak));
        return Math.max(1, Math.min(inputs - 1, (int) (size + 0.3)));
    }

    @Override
    public boolean ofMany(int inputs) {
        return inputs * share() >= MANY;
    }

    @Override
    public boolean unforeseen(int inputs) {
        return inputs >= LARGE && inputs * share() < UNLIKELY;
    }

    /** The size with even odds for a refusal, if one input at least of the suspects is bad. */
    private double evenOdds(int suspects) {
        double good = Math.log1p(-share());
        double refused = (1 - Math.exp(suspects * good)) / 2;
        return Math.log1p(-refused) / good;
    }

    private static double grown(double size, int streak) {
        return size * Math.pow(GROWTH, Math.min(20, streak));
    }
}
