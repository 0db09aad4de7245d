package io.eventbatcher.console.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A constant text with places for values. Each place has a context, found once: between tags, in a quoted attribute, in a quoted
 * attribute that holds an address, or among the attributes. A template with a place anywhere else cannot be made.
 */
final class Template {
    private static final String PLACE = "{}";
    private static final Set<String> ADDRESSES = Set.of("href", "src", "action", "hx-get", "hx-post", "sse-connect");
    private static final Pattern OPEN_ATTRIBUTE = Pattern.compile("([a-zA-Z][a-zA-Z0-9-]*)=\"([^\"]*)$");
    private static final Pattern FORBIDDEN =
            Pattern.compile("(?i)<script[^>]*>[^<]|<style|\\son[a-z]+\\s*=|\\sstyle\\s*=|javascript:");

    private final List<String> pieces = new ArrayList<>();
    private final List<Context> contexts = new ArrayList<>();

    private enum Context {
        TEXT,
        ATTRIBUTE,
        ADDRESS,
        TAG
    }

    Template(String template) {
        if (FORBIDDEN.matcher(template).find()) {
            throw new IllegalArgumentException(
                    "Scripts and styles stand in files of their own, or the browser refuses them: " + template);
        }
        int from = 0;
        for (int at = template.indexOf(PLACE); at >= 0; at = template.indexOf(PLACE, from)) {
            pieces.add(template.substring(from, at));
            contexts.add(context(template.substring(0, at).replace(PLACE, "")));
            from = at + PLACE.length();
        }
        pieces.add(template.substring(from));
    }

    private static Context context(String before) {
        int open = before.lastIndexOf('<');
        if (open < 0 || isClosed(before.substring(open))) {
            return Context.TEXT;
        }
        String tag = before.substring(open);
        if (tag.chars().filter(character -> character == '"').count() % 2 == 0) {
            if (tag.isEmpty() || tag.charAt(tag.length() - 1) != ' ') {
                throw new IllegalArgumentException("no place for a value behind " + tag);
            }
            return Context.TAG;
        }
        Matcher attribute = OPEN_ATTRIBUTE.matcher(tag);
        if (!attribute.find()) {
            throw new IllegalArgumentException("no place for a value behind " + tag);
        }
        boolean address = ADDRESSES.contains(attribute.group(1).toLowerCase(Locale.ROOT));
        if (address && !attribute.group(2).isEmpty()) {
            throw new IllegalArgumentException("an address is one value: " + tag);
        }
        return address ? Context.ADDRESS : Context.ATTRIBUTE;
    }

    /** True behind the end of a tag; a {@code >} within quotes ends none. */
    private static boolean isClosed(String tag) {
        boolean quoted = false;
        for (int at = 0; at < tag.length(); at++) {
            char character = tag.charAt(at);
            if (character == '"') {
                quoted = !quoted;
            } else if (character == '>' && !quoted) {
                return true;
            }
        }
        return false;
    }

    String fill(Object... values) {
        if (values.length != contexts.size()) {
            throw new IllegalArgumentException(
                    values.length + " values for " + contexts.size() + " places: " + String.join(PLACE, pieces));
        }
        StringBuilder filled = new StringBuilder(pieces.get(0));
        for (int at = 0; at < values.length; at++) {
            filled.append(placed(contexts.get(at), values[at])).append(pieces.get(at + 1));
        }
        return filled.toString();
    }

    private static String placed(Context context, Object value) {
        boolean fits = switch (context) {
            case TEXT -> !(value instanceof Attribute);
            case ATTRIBUTE -> !(value instanceof Attribute) && !(value instanceof Markup);
            case ADDRESS -> value instanceof Link;
            case TAG -> value instanceof Attribute;
        };
        if (!fits) {
            throw new IllegalArgumentException(value.getClass().getSimpleName() + " does not fit the place " + context);
        }
        if (value instanceof Attribute attribute) {
            return attribute.markup();
        }
        return value instanceof Markup piece ? piece.markup() : Escape.text(value.toString());
    }
}
