package io.eventbatcher.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** E-mail addresses in texts from outside, which name persons. */
public final class EMailAddresses {
    private static final String MASK = "<e-mail>";

    /** Bounded, because a text of thousands of characters without a blank would be searched again from each of them. */
    private static final Pattern ADDRESS =
            Pattern.compile("[\\p{L}\\p{N}._%+'#&~!$*/=?^{|}-]{1,64}@[\\p{L}\\p{N}.-]{1,253}[\\p{L}\\p{N}]");

    /** An address in a query or path. */
    private static final Pattern ESCAPED =
            Pattern.compile("[\\p{L}\\p{N}._%+-]{1,64}%40[\\p{L}\\p{N}.-]{1,253}[\\p{L}\\p{N}]");

    private EMailAddresses() {}

    /** The text with {@code <e-mail>} in the place of each address. */
    public static String masked(String text) {
        String masked = text.indexOf('@') < 0 ? text : ADDRESS.matcher(text).replaceAll(Matcher.quoteReplacement(MASK));
        return masked.contains("%40") ? ESCAPED.matcher(masked).replaceAll(Matcher.quoteReplacement(MASK)) : masked;
    }
}
