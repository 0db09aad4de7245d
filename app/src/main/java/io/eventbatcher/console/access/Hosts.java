package io.eventbatcher.console.access;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names by which the console is asked for. A page elsewhere can have its own name resolve to this machine (DNS rebinding), and its
 * scripts would then read the console; they cannot choose an address of numbers.
 */
final class Hosts {
    private static final Pattern IP_4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IP_6 = Pattern.compile("\\[[0-9A-Fa-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    private final List<String> names;

    Hosts(List<String> names) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** @param host the header {@code Host} */
    boolean take(String host) {
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return IP_4.matcher(name).matches()
                || IP_6.matcher(name).matches()
                || name.equals("localhost")
                || names.contains(name);
    }

    /** True if a header {@code Origin} names the host itself. */
    static boolean isOrigin(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }
}
