package io.eventbatcher.console.page.letters;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.console.page.PagesOnPort;
import io.eventbatcher.console.reading.Readings;
import io.eventbatcher.fixtures.ConsoleVisitor;
import io.eventbatcher.fixtures.Letters;
import io.eventbatcher.fixtures.ManualClock;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.letter.LetterGroups;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.scan.ScanProgress;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssuesPageTest {
    private final ManualClock clock = new ManualClock(Letters.DIED_AT, ZoneOffset.UTC);
    private final List<StoredLetter> letters = new ArrayList<>();
    private final Readings readings = new Readings(String::valueOf, clock);
    private final PagesOnPort console = PagesOnPort.open(clock, new IssuesPage(this::groups, readings, clock));
    private final ConsoleVisitor visitor = console.visitor();

    private LetterGroups groups(LetterFilter filter, ScanProgress progress) {
        LetterGroups groups = new LetterGroups();
        letters.stream().filter(filter::matches).forEach(letter -> groups.add(letter, true));
        return groups;
    }

    @BeforeEach
    void oneOldKind() {
        dies(0, "The old fault of <b>x</b>.");
        clock.advance(Duration.ofHours(3));
    }

    @AfterEach
    void close() {
        console.close();
        readings.close();
    }

    @Test
    void shouldMarkKindsThatAreNewSinceTheLastLook() {
        // Given
        String before = visitor.signIn("ada").read("issues");
        clock.advance(Duration.ofMinutes(30));
        dies(0, "The new fault.");
        clock.advance(Duration.ofMinutes(30));

        // When
        String page = visitor.read("issues");

        // Then
        assertThat(before).doesNotContain("new since you last looked", "new in the last hour");
        assertThat(page)
                .containsOnlyOnce("new since you last looked")
                .contains("2</b> open of 2 dead letters in 2 kinds");
        assertThat(page.indexOf("new since you last looked")).isLessThan(page.indexOf("The new fault."));
        assertThat(page.substring(page.indexOf("new since you last looked"), page.indexOf("The new fault.")))
                .doesNotContain("The old fault");
    }

    @Test
    void shouldNotCallAKindNewOfWhichTheFilterLeavesAPart() {
        // Given
        String before = visitor.signIn("ada").read("issues");
        clock.advance(Duration.ofMinutes(30));
        dies(0, "The old fault of <b>x</b>.");

        // When
        String page = visitor.read("issues?since=1h");

        // Then
        assertThat(before).contains("The old fault");
        assertThat(page).contains("1</b> open of 1 dead letter in 1 kind").doesNotContain("new since you last looked");
    }

    @Test
    void shouldMarkKindsThatCameBackAfterAReplay() {
        // Given
        dies(1, "The old fault of <b>x</b>.");

        // When
        String page = visitor.read("issues");

        // Then
        assertThat(page)
                .contains("1 came back after a replay", "The old fault of &lt;b&gt;x&lt;/b&gt;")
                .doesNotContain("<b>x</b>");
    }

    @Test
    void shouldKeepTheFilterInItsFormAndInTheLinksOfKinds() {
        // When
        String page = visitor.read("issues?since=7d&reason=rejected");

        // Then
        assertThat(page)
                .contains("name=\"since\" value=\"7d\"", "<option value=\"rejected\" selected>")
                .containsPattern("href=\"/console/letters\\?reason=rejected&amp;since=7d&amp;group=[^\"]+\"|"
                        + "href=\"/console/letters\\?[^\"]*since=7d[^\"]*group=[^\"]+\"");
    }

    private void dies(int replays, String message) {
        letters.add(new StoredLetter(
                Letters.stored(letters.size(), Letters.rejected(letters.size(), replays, message, clock.instant()))));
    }
}
