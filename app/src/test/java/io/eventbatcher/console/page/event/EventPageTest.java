package io.eventbatcher.console.page.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.console.history.History;
import io.eventbatcher.console.page.PagesOnPort;
import io.eventbatcher.console.reading.Readings;
import io.eventbatcher.fixtures.ConsoleVisitor;
import io.eventbatcher.record.Origin;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.trace.EventQuery;
import io.eventbatcher.replay.trace.EventStory;
import io.eventbatcher.replay.trace.Fact;
import io.eventbatcher.replay.trace.Step;
import io.eventbatcher.replay.trace.TraceReport;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPageTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private static final Instant THEN = Instant.parse("2026-11-28T12:00:00Z");

    private final List<EventQuery> asked = new CopyOnWriteArrayList<>();
    private final Readings readings = new Readings(String::valueOf, Clocks.SYSTEM);
    private final PagesOnPort console = PagesOnPort.open(
            Clocks.SYSTEM,
            new EventPage(this::answer, readings, new History(PagesOnPort.SETTINGS, Clocks.SYSTEM), Clocks.SYSTEM));
    private final ConsoleVisitor visitor = console.visitor();
    private TraceReport report = new TraceReport(List.of(died()), 3, List.of("Receipts before noon are gone."), "All.");

    private TraceReport answer(EventQuery query, ScanProgress progress) {
        asked.add(query);
        return report;
    }

    @AfterEach
    void close() {
        console.close();
        readings.close();
    }

    @Test
    void shouldTellTheWayOfAnEventAndLinkItsLetter() {
        // When
        String page = visitor.read("event?uuid=u-1&since=6h");

        // Then
        assertThat(page)
                .startsWith("200 ")
                .containsSubsequence("1 event", "3 older ones left out", "Event ", "u-1", "dead", "published", "died")
                .contains(
                        "href=\"/console/letter?at=2%3A7\"",
                        "href=\"/console/event?origin=hubspot.behavioral-events%2F3%2F1841\"",
                        "<li>Receipts before noon are gone.</li>",
                        "event-batcher event u-1 --since 6h");
        assertThat(asked).singleElement().satisfies(query -> {
            assertThat(query.by()).isEqualTo(EventQuery.By.UUID);
            assertThat(query.text()).isEqualTo("u-1");
        });
    }

    @Test
    void shouldHideAddressesOfContactsUntilSomebodyGivesAReason() {
        // When
        String anonymous = visitor.read("event?uuid=u-1");
        String signedIn = visitor.signIn("ada").read("event?uuid=u-1");
        String withoutReason = visitor.post("event", Map.of("by", "uuid", "text", "u-1", "why", " "));

        // Then
        assertThat(anonymous).doesNotContain("grace@example.com").contains("id=\"sign-in-to-see\"");
        assertThat(signedIn).doesNotContain("grace@example.com").contains("id=\"reveal\"", "name=\"why\"");
        assertThat(withoutReason).startsWith("400 ").contains("Give a reason");
    }

    @Test
    void shouldShowMarkupOfEventsAsText() {
        // When
        String page = visitor.read("event?external-id=%3Cimg%20src=x%20onerror=alert(1)%3E%27%3Brm");

        // Then
        assertThat(page)
                .doesNotContain("<img src=x")
                .contains("&lt;img src=x onerror=alert(1)&gt;")
                .contains("--external-id &#39;&lt;img src=x onerror=alert(1)&gt;&#39;\\&#39;&#39;;rm&#39;");
    }

    @Test
    void shouldKeepAnEMailAddressOutOfTheAddressOfThePage() {
        // Given
        String form = visitor.signIn("ada").get("event");

        // When
        String page = visitor.post("event", Map.of("by", "email", "text", "grace@example.com"));

        // Then
        assertThat(form).contains("<option value=\"email\"");
        assertThat(visitor.address()).contains("/console/event?asked=").doesNotContain("grace", "%40");
        assertThat(page).startsWith("200 ").contains("event-batcher event --email &#39;•••&#39;");
        assertThat(asked).extracting(EventQuery::text).containsExactly("grace@example.com");
    }

    @Test
    void shouldMoveAnEMailAddressOutOfAnAddressWrittenByHand() {
        // When
        String page = visitor.signIn("ada").read("event?email=grace@example.com");

        // Then
        assertThat(page).startsWith("200 ");
        assertThat(visitor.address()).contains("/console/event?asked=").doesNotContain("grace");
    }

    @Test
    void shouldNotShowTheQuestionOfAnotherSession() {
        // Given
        String page = visitor.signIn("ada").read("event?email=grace@example.com");
        String address = visitor.address();

        // When
        String others = console.visitor().signIn("eve").get(address);

        // Then
        assertThat(page).startsWith("200 ");
        assertThat(others).startsWith("404 ").contains("in another session. Ask it again.");
    }

    @Test
    void shouldMakeAnAddressThatCanBeSharedOfTheFormsWords() {
        // When
        String page = visitor.read("event?by=object-id&text=4711&since=2h");

        // Then
        assertThat(page).startsWith("200 ");
        assertThat(visitor.address()).endsWith("/console/event?object-id=4711&since=2h");
    }

    @Test
    void shouldSayWhereItLookedForAnEventThatIsNowhere() {
        // Given
        report = new TraceReport(List.of(), 0, List.of("Receipts before noon are gone."), "Looked at 7 records.");

        // When
        String page = visitor.read("event?uuid=u-1");

        // Then
        assertThat(page)
                .contains(
                        "No topic has an event with the uuid u-1. Looked at 7 records. Receipts before noon are gone. Look further back");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "event?origin=3:7 | 400 | is no origin: write topic/partition/offset,",
                "event?uuid=x&since=yesterday | 400 | --since: &#39;yesterday&#39; does not fit; it takes a time,",
                "event?by=name&text=x | 400 | &#39;name&#39; is no property by which events are found.",
                "event?email=a@b.c | 403 | Sign in to search by an e-mail address.",
                "event | 200 | Where is my event?"
            })
    void shouldAnswerWithASentence(String address, int status, String sentence) {
        // When
        String page = visitor.get(address);

        // Then
        assertThat(page).startsWith(status + " ").contains(sentence);
        assertThat(asked).isEmpty();
    }

    private static EventStory died() {
        Origin origin = new Origin("hubspot.behavioral-events", 3, 1841, 0);
        Fact published = new Fact(THEN, Step.PUBLISHED, "hubspot.behavioral-events/3/1841", "Written.", Map.of());
        Fact died = new Fact(
                THEN,
                Step.DIED,
                "hubspot.dead-letters/2/7",
                "Dead letter 2:7: grace@example.com is unknown.",
                Map.of("letter", "2:7"));
        return new EventStory(
                origin,
                Optional.of(Route.BEHAVIORAL),
                "u-1",
                HOSTILE,
                List.of(published, died),
                "dead",
                "Dead since noon: grace@example.com.");
    }
}
