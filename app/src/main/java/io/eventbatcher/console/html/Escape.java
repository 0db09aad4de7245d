package io.eventbatcher.console.html;

import io.eventbatcher.log.Printable;

/** Text from outside in a form fit for a page. */
final class Escape {
    private Escape() {}

    /**
     * The text with the characters of markup escaped, and with controls, direction marks and lone surrogates made visible: escaped markup alone
     * would let a name turn the rest of its line around.
     */
    static String text(String text) {
        String visible = Printable.lines(text);
        StringBuilder escaped = new StringBuilder(visible.length() + 16);
        for (int at = 0; at < visible.length(); at++) {
            char character = visible.charAt(at);
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(character);
            }
        }
        return escaped.toString();
    }
}
