package io.eventbatcher.console.page.letters;

import io.eventbatcher.config.Settings;
import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.access.Role;
import io.eventbatcher.console.history.History;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.page.PersonalData;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.reading.Reading;
import io.eventbatcher.console.reading.Readings;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.time.Clocks;
import java.util.Optional;

/** One dead letter. Personal data show after a reason is given and recorded. */
public final class LetterPage implements Page {
    private static final String PATH = "/console/letter";
    private static final String AT = "at";

    private final Settings settings;
    private final Readings readings;
    private final History history;
    private final Clocks clocks;

    public LetterPage(Settings settings, Readings readings, History history, Clocks clocks) {
        this.settings = settings;
        this.readings = readings;
        this.history = history;
        this.clocks = clocks;
    }

    /** The address of a letter. */
    public static Link link(StoredLetter letter) {
        return link(letter.place());
    }

    /** @param place {@code partition:offset} */
    public static Link link(String place) {
        return Link.to(PATH).with(AT, place);
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Response get(Visit visit) throws RefusedException {
        String place = place(visit.request().query().get(AT));
        int colon = place.indexOf(':');
        int partition = Integer.parseInt(place.substring(0, colon));
        long offset = Long.parseLong(place.substring(colon + 1));
        Reading<Optional<LetterView>> reading = readings.ask(
                "letter " + place,
                progress -> LetterView.read(settings, partition, offset, clocks.instant(), progress));
        return visit.page(
                "Letter " + place,
                Html.EMPTY,
                reading,
                found -> found.map(
                                view -> new LetterText(settings, view, visit, subject(place), clocks.instant()).html())
                        .orElseGet(() -> Html.of(
                                "<p class=\"notice bad\" role=\"alert\">There is no dead letter {}: it was never there, or its time there is over.</p>",
                                place)));
    }

    /** A look at personal data changes nothing. */
    @Override
    public Role neededToPost() {
        return Role.LOOK;
    }

    @Override
    public Response post(Visit visit) throws RefusedException {
        String place = place(visit.request().form().get(AT));
        PersonalData.show(visit, subject(place), history);
        return Response.seeOther(link(place));
    }

    /** The name under which a person sees the personal data of a letter. */
    public static String subject(String place) {
        return "letter " + place;
    }

    private static String place(String text) throws RefusedException {
        if (!text.matches("\\d{1,9}:\\d{1,18}")) {
            throw new RefusedException(400, "'" + text + "' is no dead letter: partition:offset, such as 2:1841, is.");
        }
        return text;
    }
}
