package io.eventbatcher.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.events.MarketingEventUpdate;
import io.eventbatcher.events.MarketingEventUpsert;
import io.eventbatcher.fixtures.Events;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HubSpot's documented limits, at both sides of each. */
class LimitsTest {
    @Test
    void shouldTakeAnEventAtAllLimits() {
        // Given
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < 47; i++) {
            properties.put("p" + i, "v".repeat(256));
        }
        properties.put("a".repeat(50), "\uD83D\uDE00".repeat(256));
        properties.put("page_url", "u".repeat(1024));
        properties.put("the_referrer", "u".repeat(1024));

        // When
        List<String> findings = findings(
                Events.behavioral("u").setProperties(properties).setEmail(null).setUtk("t"));

        // Then
        assertThat(findings).isEmpty();
    }

    @Test
    void shouldReportEachLimitThatIsBroken() {
        // Given
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < 51; i++) {
            properties.put("p" + i, "v");
        }
        properties.put("long", "v".repeat(257));
        properties.put("my_link", "v".repeat(1025));
        properties.put("n".repeat(51), "v");
        properties.put("_under", "v");
        properties.put("", "v");
        properties.put("umläut", "v");

        // When
        List<String> findings = findings(Events.behavioral("u")
                .setEventName("nope")
                .setEmail("")
                .setOccurredAt(Instant.ofEpochMilli(Long.MAX_VALUE))
                .setProperties(properties));

        // Then
        assertThat(findings).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "p",
                "pe",
                "pe12",
                "purchase",
                "pe_purchase",
                "pe12purchase",
                "pe12_",
                "pe12_a b",
                "pe12_a\t",
                "pe12_\u000Ba",
                "PE12_a",
                "xe12_a",
                "pe\u0661_a"
            })
    void shouldRefuseEventNamesThatNoHubDefines(String name) {
        assertThat(findings(Events.behavioral("u").setEventName(name))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pe12_a",
                "pe1_A-b.c",
                "pe21712190_video-seen_2",
                "pe12_a\u00A0b",
                "pe12_\u2028",
                "pe12_\uD83D\uDE00"
            })
    void shouldBeLenientAboutTheNameBehindThePrefix(String name) {
        assertThat(findings(Events.behavioral("u").setEventName(name))).isEmpty();
    }

    @Test
    void shouldRequireAllFourFieldsOfAnUpsert() {
        // Given
        MarketingEventUpsert event =
                Events.upsert("", " ").setEventName("\t").setEventOrganizer("").build();
        Findings findings = new Findings();

        // When
        new UpsertShape().check(event, findings);

        // Then
        assertThat(findings.list())
                .hasSize(4)
                .allSatisfy(finding -> assertThat(finding).contains("required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "12a", "-1", "1.0", "٣"})
    void shouldRefuseAnObjectIdThatIsNoNumber(String objectId) {
        // Given
        MarketingEventUpdate event = Events.update(objectId).build();
        Findings findings = new Findings();

        // When
        new UpdateShape().check(event, findings);

        // Then
        assertThat(findings.list()).hasSize(1);
    }

    @Test
    void shouldTakeAnEventThatHubSpotMatchesByAPropertyIfItsContactIsNotRequired() {
        // Given
        BehavioralEvent event = Events.behavioral("u")
                .setEmail(null)
                .setProperties(Map.of("customer_number", "4711"))
                .build();
        Findings required = new Findings();
        Findings free = new Findings();

        // When
        new BehavioralShape(true).check(event, required);
        new BehavioralShape(false).check(event, free);

        // Then
        assertThat(required.list()).singleElement().asString().contains("customMatchingId", "ingest.require-contact");
        assertThat(free.list()).isEmpty();
    }

    private static List<String> findings(BehavioralEvent.Builder event) {
        Findings findings = new Findings();
        new BehavioralShape(true).check(event.build(), findings);
        return findings.list();
    }
}
