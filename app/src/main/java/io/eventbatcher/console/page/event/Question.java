package io.eventbatcher.console.page.event;

import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.access.Session;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Parameters;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.log.Printable;
import io.eventbatcher.replay.trace.EventQuery;
import io.eventbatcher.replay.trace.EventQuery.By;
import java.util.Arrays;
import java.util.Optional;

/**
 * A question for an event, as a person asks.
 *
 * @param since the words of the person: a time, or a span before now
 */
record Question(By by, String text, String since) {
    static final String PATH = "/console/event";
    static final String SINCE = "since";

    /** The parameter of a form that names the property. */
    static final String BY = "by";

    /** The parameter of a form that has the property's value. */
    static final String TEXT = "text";

    /** The parameter that stands for a question with an e-mail address, which the session keeps. */
    private static final String KEPT = "asked";

    private static final int LONGEST = 1_000;

    /** The question of an address; empty for an address without. */
    static Optional<Question> of(Visit visit) throws RefusedException {
        Parameters query = visit.request().query();
        String kept = query.get(KEPT);
        if (!kept.isEmpty()) {
            String words = visit.visitor()
                    .session()
                    .flatMap(session -> session.kept(kept))
                    .orElseThrow(() ->
                            new RefusedException(404, "The question was asked in another session. Ask it again."));
            int end = words.indexOf(' ');
            return Optional.of(checked(by(words.substring(0, end)), words.substring(end + 1), since(query)));
        }
        Optional<By> named = Arrays.stream(By.values())
                .filter(by -> !query.get(by.option()).isBlank())
                .findFirst();
        return named.isPresent()
                ? Optional.of(checked(named.get(), query.get(named.get().option()), since(query)))
                : query.get(TEXT).isBlank() ? Optional.empty() : Optional.of(sent(query));
    }

    /** The question of a form that was sent. */
    static Question sent(Parameters form) throws RefusedException {
        return checked(by(form.get(BY)), form.get(TEXT), since(form));
    }

    private static By by(String name) throws RefusedException {
        return Arrays.stream(By.values())
                .filter(one -> one.option().equals(name))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        400, "'" + Printable.brief(name) + "' is no property by which events are found."));
    }

    private static Question checked(By by, String given, String since) throws RefusedException {
        String text = given.strip();
        Optional<String> objection = text.length() > LONGEST
                ? Optional.of("No event is named by as much as " + LONGEST + " characters.")
                : by.objection(text);
        if (objection.isPresent()) {
            throw new RefusedException(400, objection.get());
        }
        return new Question(by, text, since);
    }

    private static String since(Parameters parameters) {
        String since = parameters.get(SINCE).strip();
        return since.isEmpty() ? EventQuery.USUAL_SINCE : since;
    }

    /** True for an e-mail address, in whatever property: the question stands in no address, and in no history. */
    boolean isHidden() {
        return by == By.EMAIL || text.indexOf('@') >= 0;
    }

    /** True if the address of a visit is none to be shown or shared: the words of a form, or an e-mail address written by hand. */
    boolean isOutOfPlace(Visit visit) {
        Parameters query = visit.request().query();
        return !query.get(TEXT).isEmpty() || (isHidden() && query.get(KEPT).isEmpty());
    }

    /**
     * The address of the answer, which can be shared; of a hidden question within the session alone.
     *
     * @throws RefusedException for a hidden question without a session
     */
    Link link(Visit visit) throws RefusedException {
        if (!isHidden()) {
            return link(by, text).with(SINCE, since);
        }
        Session session = visit.visitor()
                .session()
                .orElseThrow(() -> new RefusedException(403, "Sign in to search by an e-mail address."));
        return Link.to(PATH).with(KEPT, session.keep(words())).with(SINCE, since);
    }

    private String words() {
        return by.option() + ' ' + text;
    }

    static Link link(By by, String text) {
        return Link.to(PATH).with(by.option(), text);
    }

    /** The question in words, for anybody's eyes. */
    String masked() {
        return isHidden() ? "the " + by.label() + " that was asked for" : "the " + by.label() + ' ' + text;
    }

    /** The thing at which a person looks who sees personal data. */
    String subject(Visit visit) {
        return isHidden()
                ? "events of a contact, question "
                        + visit.visitor()
                                .session()
                                .map(session -> session.keep(words()))
                                .orElse("")
                : "events of " + masked();
    }
}
