package io.eventbatcher.console.page.event;

import io.eventbatcher.console.html.Attribute;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.replay.trace.EventQuery;
import io.eventbatcher.replay.trace.EventQuery.By;
import java.util.Arrays;
import java.util.Optional;

/** The form of the question. A person who has signed in sends the form by POST, so that an e-mail address stands in no address. */
final class EventForm {
    private EventForm() {}

    static Html of(Visit visit, Optional<Question> asked) {
        boolean signedIn = visit.visitor().session().isPresent();
        By chosen = asked.map(Question::by).orElse(By.UUID);
        Html options = Arrays.stream(By.values())
                .filter(by -> signedIn || by != By.EMAIL)
                .map(by -> Html.of(
                        "<option value=\"{}\" {}>{}</option>",
                        by.option(),
                        Attribute.SELECTED.when(by == chosen),
                        words(by)))
                .collect(Html.joined());
        Html fields = Html.of(
                """
                <div class="fields"><p class="field"><label for="event-by">Known of the event</label>
                <select id="event-by" name="{}">{}</select></p>
                <p class="field wide"><label for="event-text">Its value</label><input id="event-text" name="{}" value="{}" maxlength="1000" {}
                 autocomplete="off"></p>
                <p class="field"><label for="event-since">Look back</label><input id="event-since" name="{}" value="{}"
                 placeholder="6h, 7d, or a time in UTC" autocomplete="off"></p></div>
                <p><button class="primary" id="event-ask">Find</button></p>
                """,
                Question.BY,
                options,
                Question.TEXT,
                asked.filter(question -> !question.isHidden())
                        .map(Question::text)
                        .orElse(""),
                Attribute.REQUIRED,
                Question.SINCE,
                asked.map(Question::since).orElse(EventQuery.USUAL_SINCE));
        if (signedIn) {
            return Html.of(
                    "<div class=\"filters\" role=\"search\">{}</div>", visit.form(Link.to(Question.PATH), fields));
        }
        return Html.of(
                """
                <form class="filters" method="get" action="{}" role="search">{}<p class="soft"><a href="{}">Sign in</a> to search by an e-mail
                address, which then stands in no address of a page.</p></form>
                """, Link.to(Question.PATH), fields, Link.to("/console/sign-in").with("to", Question.PATH));
    }

    private static String words(By by) {
        return switch (by) {
            case UUID -> "uuid";
            case EMAIL -> "e-mail address of the contact";
            case OBJECT_ID -> "HubSpot's id of the object";
            case EXTERNAL_ID -> "external id of a marketing event";
            case ORIGIN -> "source record: topic/partition/offset";
        };
    }
}
