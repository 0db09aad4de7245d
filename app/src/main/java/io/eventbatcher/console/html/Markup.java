package io.eventbatcher.console.html;

/** Text that is safe between tags as it stands. */
interface Markup {
    String markup();
}
