package io.eventbatcher.console.page;

import io.eventbatcher.console.access.Role;
import io.eventbatcher.console.access.Visitor;
import io.eventbatcher.console.html.Attribute;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import java.util.List;

/** The frame of every page: title, navigation, the person. */
final class Frame {
    private final String application;
    private final List<Tab> tabs;

    Frame(String application, List<Tab> tabs) {
        this.application = application;
        this.tabs = tabs;
    }

    /** A page that the navigation shows. */
    record Tab(String path, String word) {}

    /** @param path the page's path, which the navigation marks */
    Html around(String title, Html main, String path, Visitor visitor) {
        return Html.of(
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="htmx-config" content="{}">
                <title>{} · {}</title>
                <link rel="icon" href="{}">
                <link rel="stylesheet" href="{}">
                <script src="{}" defer></script>
                <script src="{}" defer></script>
                <script src="{}" defer></script>
                </head>
                <body>
                <a class="skip" href="#main">Skip to the content</a>
                <header class="top"><a class="brand" href="{}"><img class="mark" src="{}" alt="" width="24" height="24">Event Batcher
                <span class="soft">{}</span></a>
                <nav aria-label="Console"><ul>{}</ul></nav>{}</header>
                <main id="main" tabindex="-1">{}</main>
                {}
                </body>
                </html>
                """,
                "{\"allowEval\":false,\"allowScriptTags\":false,\"includeIndicatorStyles\":false,\"selfRequestsOnly\":true,"
                        + "\"historyCacheSize\":0}",
                title,
                application,
                Link.to("/console/files/icon.svg"),
                Link.to("/console/files/console.css"),
                Link.to("/console/files/htmx.js"),
                Link.to("/console/files/sse.js"),
                Link.to("/console/files/console.js"),
                Link.to("/console/"),
                Link.to("/console/files/icon.svg"),
                application,
                tabs(path, visitor),
                person(visitor),
                main,
                Keys.FOOT);
    }

    private Html tabs(String path, Visitor visitor) {
        return tabs.stream()
                .filter(tab -> visitor.role().may(Role.LOOK))
                .map(tab -> Html.of(
                        "<li><a href=\"{}\" {}>{}</a></li>",
                        Link.to(tab.path()),
                        Attribute.CURRENT.when(tab.path().equals(path)),
                        tab.word()))
                .collect(Html.joined());
    }

    private static Html person(Visitor visitor) {
        if (visitor.session().isEmpty()) {
            return Html.of("<p class=\"person\"><a href=\"{}\">Sign in</a></p>", Link.to(SignInPage.PATH));
        }
        String rights = visitor.role() == Role.ACT ? "may act" : "may look";
        return Html.of(
                "<p class=\"person\">{} <span class=\"soft\">{}</span> <a href=\"{}\">Sign out</a></p>",
                visitor.name(),
                rights,
                Link.to(SignInPage.PATH));
    }
}
