package io.eventbatcher.config;

import java.time.Duration;
import java.time.ZoneId;

/** How long HubSpot is waited for, and what its answers mean. */
final class AnswerKeys {
    static final Section SECTION = new Section();

    static final Key<Duration> CONNECT_TIMEOUT = SECTION.add(Key.of(
            "hubspot.connect-timeout",
            Types.Span.upToTenMinutes(),
            "10s",
            "The longest a new connection may take, within the request's own timeout."));
    static final Key<Duration> EVENTS_TIMEOUT = SECTION.add(Key.of(
            "hubspot.events-timeout",
            Types.Span.upToTenMinutes(),
            "30s",
            "The longest a behavioral request may take."));
    static final Key<Duration> MARKETING_TIMEOUT = SECTION.add(Key.of(
            "hubspot.marketing-timeout",
            Types.Span.upToTenMinutes(),
            "2m",
            "The longest a marketing request may take: above HubSpot's own ceiling of 100 s, so that a late answer is still"
                    + " heard."));
    static final Key<String> ALREADY_ACCEPTED_PATTERN = SECTION.add(Key.of(
            "hubspot.already-accepted-pattern",
            new AnswerTypes.Expression(),
            "Event with uuid \\S+ already exists",
            "A regular expression, without regard to case. A single event refused with a 400 whose message matches it, and names"
                    + " the event's uuid in what matches, was accepted before: it counts as delivered. HubSpot does not document"
                    + " its message."));
    static final Key<ZoneId> ACCOUNT_TIME_ZONE = SECTION.add(Key.of(
            "hubspot.account-time-zone",
            new AnswerTypes.Zone(),
            "UTC",
            "The time zone of the HubSpot account, at whose midnight a used-up daily quota is renewed. If it is wrong, requests"
                    + " resume some hours early, in vain, or late."));
    static final Key<Duration> EXPIRE_AFTER = SECTION.add(Key.of(
            "hubspot.expire-after",
            new Types.Span(Duration.ofSeconds(1), Duration.ofDays(7)),
            "10m",
            "An event that alone draws 5xx or no answer for so long, while others of its route are accepted, becomes the dead"
                    + " letter expired. While the endpoint is down nothing expires, so this only decides how long a poisonous"
                    + " event may hold up its lane."));

    private AnswerKeys() {}
}
