package io.eventbatcher.log;

import java.util.ArrayList;
import java.util.List;

/** The causes behind an exception. */
public final class Causes {
    private static final int MOST = 20;

    private Causes() {}

    /** The exception and the causes behind it; the last is the reason of all. At most twenty, because a chain may be a circle. */
    public static List<Throwable> of(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && causes.size() < MOST; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    /** The reason of all: the last of the causes. */
    public static Throwable root(Throwable thrown) {
        List<Throwable> causes = of(thrown);
        return causes.get(causes.size() - 1);
    }
}
