package io.eventbatcher.console.page.replays;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.config.Settings;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.page.Visits;
import io.eventbatcher.console.page.edit.EditView;
import io.eventbatcher.console.page.letters.LetterPage;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.fixtures.LeastSettings;
import io.eventbatcher.fixtures.Letters;
import io.eventbatcher.replay.event.EditedEvent;
import io.eventbatcher.replay.event.FieldEdits;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.letter.LetterGroups;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.plan.EditPreview;
import io.eventbatcher.replay.plan.Exclusion;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.StaleGuard;
import io.eventbatcher.replay.plan.Untold;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.replay.run.RunProgress;
import io.eventbatcher.replay.scan.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Pieces of pages, made of what the engine tells. */
class ViewsTest {
    private static final Settings SETTINGS = LeastSettings.with("");
    private static final Instant NOW = Instant.parse("2026-11-28T14:00:00Z");
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\u202E";
    private static final StoredLetter LETTER = new StoredLetter(
            Letters.stored(7, Letters.rejected(1, 0, "No.").with(DeadLetterHeader.EVENT_NAME, HOSTILE)));

    @Test
    void shouldShowAPlanWithHostileNamesAsText() {
        // Given
        ReplayPlan plan = plan(3, Map.of(Exclusion.DISCARDED, 2L));

        // When
        String html = PlanView.of(plan, NOW).toString();

        // Then
        assertThat(html)
                .contains("&lt;img src=x onerror=alert(1)&gt;\\u202e", "Left out: 2", "an operator discarded it")
                .doesNotContain("<img src=x", "\u202E");
    }

    @Test
    void shouldSayWhatARunWaitsForAndOfferAnEnd() {
        // Given five letters whose outcome is awaited
        RunProgress progress = new RunProgress(
                300,
                5,
                0,
                Map.of(LetterState.WAITING, 3L, LetterState.DELIVERED, 2L),
                "The outcome of the first 5 is awaited.");
        RunNow run = run(ReplayRun.RUNNING, "", progress);

        // When
        String html = shown(visit -> new RunView(visit, run, NOW).html());

        // Then
        assertThat(html)
                .contains(
                        "hx-trigger=\"every 3s\"",
                        "5 of 300",
                        "Waits. The outcome of the first 5 is awaited. The other 295 follow by themselves when all are delivered.",
                        "id=\"run-delivered\">2<",
                        ">Stop here…<",
                        "ticket &lt;img src=x")
                .doesNotContain("<img src=x");
    }

    @Test
    void shouldOfferTheRestOfARunWhoseFirstLettersDiedAgain() {
        // Given
        RunProgress progress =
                new RunProgress(300, 5, 0, Map.of(LetterState.DIED_AGAIN, 1L, LetterState.DELIVERED, 4L), "");
        RunNow run = run(ReplayRun.PAUSED, "Of the first 5, 1 died again; the rest was not sent.", progress);

        // When
        String html = shown(visit -> new RunView(visit, run, NOW).html());

        // Then
        assertThat(html)
                .contains(
                        "<p class=\"notice warn\" id=\"run-note\" role=\"status\">Of the first 5, 1 died again",
                        "<a class=\"button primary\" id=\"run-issues\"",
                        "<a class=\"button\" id=\"run-resume\"",
                        ">Go on with the other 295…<",
                        ">Stop here…<")
                .doesNotContain("hx-trigger");
    }

    @Test
    void shouldOfferFirstToGoOnWithARunOfWhichNoneDied() {
        // Given
        RunNow run = run(
                ReplayRun.PAUSED,
                "The instance stopped.",
                new RunProgress(300, 5, 0, Map.of(LetterState.DELIVERED, 5L), ""));

        // When
        String html = shown(visit -> new RunView(visit, run, NOW).html());

        // Then
        assertThat(html)
                .contains("<p class=\"notice\" id=\"run-note\"", "<a class=\"button primary\" id=\"run-resume\"");
    }

    @Test
    void shouldSayThatTheLastLetterFollowsByItself() {
        // Given
        RunNow run = run(
                ReplayRun.RUNNING,
                "",
                new RunProgress(6, 5, 0, Map.of(LetterState.WAITING, 5L), "The outcome of the first 5 is awaited."));

        // When
        String html = shown(visit -> new RunView(visit, run, NOW).html());

        // Then
        assertThat(html).contains("The other one follows by itself when all are delivered.");
    }

    @Test
    void shouldOfferNothingOfARunThatIsOver() {
        // Given
        RunNow run = run(ReplayRun.CANCELLED, "Cancelled by bob.", new RunProgress(300, 5, 0, Map.of(), ""));

        // When
        String html = shown(visit -> new RunView(visit, run, NOW).html());

        // Then
        assertThat(html).contains("Cancelled by bob.").doesNotContain("Go on", "Stop here");
    }

    @Test
    void shouldHideTheValueBeforeAnEditFromWhoHasGivenNoReason() {
        // Given
        EditPreview preview = edited("old@example.org", "new@example.org", List.of());

        // When
        String hidden = shown(visit -> new EditView(visit, edits()).html(preview));
        String seen = shown(visit -> {
            visit.visitor().session().orElseThrow().reveal(LetterPage.subject(LETTER.place()));
            return new EditView(visit, edits()).html(preview);
        });

        // Then
        assertThat(hidden)
                .contains(
                        "<del>&quot;•••&quot;</del>",
                        "<ins>&quot;new@example.org&quot;</ins>",
                        "The edit makes the event valid.")
                .doesNotContain("old@example.org");
        assertThat(seen).contains("<del>&quot;old@example.org&quot;</del>");
    }

    @Test
    void shouldSayWhyAnEditedEventIsNotValid() {
        // Given
        EditPreview preview = edited("a", "b", List.of("email is no address: " + HOSTILE));

        // When
        String html = shown(visit -> new EditView(visit, edits()).html(preview));

        // Then
        assertThat(html)
                .contains("does not make 1 of 1 event valid, so nothing can be sent", "email is no address: &lt;img")
                .doesNotContain("<img src=x");
    }

    private static FieldEdits edits() {
        return FieldEdits.of(List.of("email=new@example.org"));
    }

    private static EditPreview edited(String before, String after, List<String> findings) {
        EditedEvent event = new EditedEvent(new byte[0], event(before), event(after), "one", findings);
        int failing = findings.isEmpty() ? 0 : 1;
        return new EditPreview(1 - failing, failing, List.of(new EditPreview.Example(LETTER, event)));
    }

    private static ObjectNode event(String email) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("eventName", "pe1_order")
                .put("email", email);
    }

    private static RunNow run(String status, String note, RunProgress progress) {
        ReplayOrder order =
                ReplayOrder.of("bob", "ticket " + HOSTILE, LetterFilter.ALL).withCare(50, 5);
        return new RunNow("run-1", status, order, 50, NOW, NOW, note, progress, Optional.empty(), Optional.empty());
    }

    static ReplayPlan plan(int letters, Map<Exclusion, Long> leftOut) {
        LetterGroups groups = new LetterGroups();
        groups.add(LETTER, true);
        return new ReplayPlan(
                ReplayOrder.of("ada", "", LetterFilter.ALL),
                "",
                LongStream.range(0, letters).mapToObj(at -> new Place(0, at)).toList(),
                groups.list(),
                leftOut,
                Map.of(),
                Set.of(),
                10,
                StaleGuard.NONE,
                Untold.NONE);
    }

    private static String shown(Function<Visit, Html> view) {
        return Visits.view(SETTINGS, visit -> visit.page("View", view.apply(visit)));
    }
}
