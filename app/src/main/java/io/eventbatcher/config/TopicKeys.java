package io.eventbatcher.config;

import java.util.regex.Pattern;

/** The service's own topics. */
final class TopicKeys {
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    static final Type<String> TOPIC = new Types.Text(
            "topic", NAME, "a name of a topic has letters, digits, dots, underscores and hyphens, at most 200 of them");
    static final Section SECTION = new Section();

    static final Key<String> BATCHES_PREFIX = SECTION.add(Key.of(
            "topics.batches-prefix",
            TOPIC,
            "hubspot.batches",
            "Batches on their way to delivery; the route's label follows after a dot."));
    static final Key<String> DEAD_LETTERS = SECTION.add(
            Key.of("topics.dead-letters", TOPIC, "hubspot.dead-letters", "Events that HubSpot will never take."));
    static final Key<String> REPLAYS =
            SECTION.add(Key.of("topics.replays", TOPIC, "hubspot.replays", "Dead letters on their way back."));
    static final Key<String> RECEIPTS = SECTION.add(
            Key.of("topics.receipts", TOPIC, "hubspot.receipts", "What HubSpot took, with its correlation ids."));
    static final Key<String> LEDGER =
            SECTION.add(Key.of("topics.ledger", TOPIC, "hubspot.ledger", "The counts that must add up."));
    static final Key<String> RATES = SECTION.add(Key.of(
            "topics.rates",
            TOPIC,
            "hubspot.rates",
            "Where the instances tell each other how much of the rate limits they need."));
    static final Key<String> LANES = SECTION.add(Key.of(
            "topics.lanes",
            TOPIC,
            "hubspot.lanes",
            "How each lane stands, and what operators have ordered: event-batcher lanes."));

    private TopicKeys() {}
}
