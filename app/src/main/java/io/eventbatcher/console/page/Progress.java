package io.eventbatcher.console.page;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.reading.Reading;

/** The bar of a long reading; a browser without scripts gets a link instead of news. */
final class Progress {
    private Progress() {}

    static Html of(Link here, Reading<?> reading) {
        String what = reading.topic().isEmpty() ? "Waits for other readings" : "Reads " + reading.topic();
        return Html.of("""
                <div class="progress" hx-get="{}" hx-trigger="every 700ms" hx-swap="outerHTML" role="status">
                <p><label for="progress">{}</label> <progress id="progress" max="100" value="{}">{} %</progress> {} %</p>
                <noscript><p><a href="{}">Look again</a></p></noscript>
                </div>
                """, here, what, reading.percent(), reading.percent(), reading.percent(), here);
    }
}
