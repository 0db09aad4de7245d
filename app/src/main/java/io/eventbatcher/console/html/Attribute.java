package io.eventbatcher.console.html;

/** Attributes that are there or not. */
public enum Attribute {
    NONE(""),
    SELECTED("selected"),
    CHECKED("checked"),
    REQUIRED("required"),
    OPEN("open"),
    CURRENT("aria-current=\"page\"");

    private final String markup;

    Attribute(String markup) {
        this.markup = markup;
    }

    /** This attribute, or none. */
    public Attribute when(boolean there) {
        return there ? this : NONE;
    }

    String markup() {
        return markup;
    }
}
