package io.eventbatcher.console.page;

import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.history.History;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;

/** Personal data of a subject: hidden until a person gives a reason, which is recorded before anything shows. */
public final class PersonalData {
    private PersonalData() {}

    /**
     * The notice that data are hidden, with the form that shows them; for somebody who sees them, that they are shown.
     *
     * @param what the hidden things, as the begin of a sentence
     * @param to takes the form
     * @param fields name the subject to that page
     */
    public static Html notice(Visit visit, String subject, String what, Link to, Html fields) {
        if (visit.visitor().sees(subject)) {
            return Html.of(
                    "<p class=\"notice\" id=\"shown\" role=\"status\">Personal data are shown to you for a quarter of an hour; the history has"
                            + " your name and reason.</p>");
        }
        if (visit.visitor().session().isEmpty()) {
            return Html.of(
                    "<p class=\"notice\">{} hidden. <a id=\"sign-in-to-see\" href=\"{}\">Sign in</a> to see them: the history keeps your name and"
                            + " the reason.</p>",
                    what,
                    Link.to("/console/sign-in").with("to", visit.here().toString()));
        }
        Html form = visit.form(to, Html.of("{}{}<p><button>Show personal data</button></p>", fields, Visit.reason()));
        return Html.of(
                "<details class=\"card\" id=\"reveal\"><summary>{} hidden, because they may be personal data. Show them…</summary>{}</details>",
                what,
                form);
    }

    /**
     * Shows the data of a subject to the visitor of a form.
     *
     * @throws RefusedException for a form without a reason
     * @throws org.apache.kafka.common.KafkaException if the look cannot be recorded; then nothing shows
     */
    public static void show(Visit visit, String subject, History history) throws RefusedException {
        history.record(visit.visitor().name(), visit.why(), "looked at personal data", subject);
        visit.visitor().session().ifPresent(session -> session.reveal(subject));
    }
}
