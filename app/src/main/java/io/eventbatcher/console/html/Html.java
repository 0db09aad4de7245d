package io.eventbatcher.console.html;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collector;

/**
 * A piece of a page. Pieces are made of constant templates only, so nothing that an event holds is ever read as markup: the compiler
 * refuses a template that is not constant, and {@link Template} escapes the values.
 */
public final class Html implements Markup {
    public static final Html EMPTY = new Html("");

    private static final ConcurrentHashMap<String, Template> TEMPLATES = new ConcurrentHashMap<>();

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /**
     * The template with its values in place of {@code {}}, in turn. Text goes anywhere between tags and in quoted attributes; a {@link Link}
     * where an address stands; an {@link Attribute} or none of them among the attributes; a piece of a page between tags.
     *
     * @throws IllegalArgumentException if a value does not fit its place
     */
    public static Html of(@CompileTimeConstant String template, Object... values) {
        return new Html(TEMPLATES.computeIfAbsent(template, Template::new).fill(values));
    }

    /** The text, escaped. */
    public static Html text(String text) {
        return new Html(Escape.text(text));
    }

    /** The pieces one behind the other. */
    public static Html join(Collection<Html> pieces) {
        return pieces.stream().collect(joined());
    }

    /** Puts pieces one behind the other. */
    public static Collector<Html, ?, Html> joined() {
        return Collector.of(
                StringBuilder::new,
                (StringBuilder all, Html piece) -> all.append(piece.markup),
                StringBuilder::append,
                all -> new Html(all.toString()));
    }

    public boolean isEmpty() {
        return markup.isEmpty();
    }

    @Override
    public String markup() {
        return markup;
    }

    @Override
    public String toString() {
        return markup;
    }
}
