package io.eventbatcher.config;

import io.eventbatcher.config.table.Expression;
import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Parsed;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Span;
import io.eventbatcher.config.table.Values;
import java.time.Duration;
import java.time.ZoneId;

/** The meaning of HubSpot's answers where HubSpot documents none. */
public record AnswerSettings(
        String alreadyAcceptedPattern, String undefinedNamePattern, ZoneId accountTimeZone, Duration expireAfter) {
    static final Section KEYS = new Section("hubspot");

    private static final Key<String> ALREADY_ACCEPTED_PATTERN =
            KEYS.add("already-accepted-pattern", new Expression(), "Event with uuid \\S+ already exists", """
                A regular expression, without regard to case. A single event refused with a 400 or 409 counts as delivered when the
                message of the answer matches, and the text that matches names the event's uuid: HubSpot accepted the event before.
                HubSpot does not document the message.
                """);
    private static final Key<String> UNDEFINED_NAME_PATTERN = KEYS.add(
            "undefined-name-pattern", new Expression(), "Event with fully qualified name \\S+ does not exist", """
                A regular expression, without regard to case. A request whose events have a single event name is refused as a whole
                when the message of the answer matches, and the text that matches names that event name. Events of the name then
                travel in requests of their own until HubSpot takes one. HubSpot does not document the message.
                """);
    private static final Key<ZoneId> ACCOUNT_TIME_ZONE = KEYS.add("account-time-zone", Parsed.ZONE, "UTC", """
        The time zone of the HubSpot account, at whose midnight a used-up daily quota is renewed. With a wrong zone,
        requests resume some hours early, in vain, or late.
        """);
    private static final Key<Duration> EXPIRE_AFTER = KEYS.add("expire-after", Span.of("1s", "7d"), "10m", """
        The time after which an event that alone draws 5xx or no answer, while other events of the route are accepted,
        becomes the dead letter expired. While the endpoint is down nothing expires, so the time only bounds the delay
        that a poisonous event causes in its lane.
        """);

    public AnswerSettings {
        ALREADY_ACCEPTED_PATTERN.check(alreadyAcceptedPattern);
        UNDEFINED_NAME_PATTERN.check(undefinedNamePattern);
        ACCOUNT_TIME_ZONE.check(accountTimeZone);
        EXPIRE_AFTER.check(expireAfter);
    }

    AnswerSettings(Values values) {
        this(
                values.get(ALREADY_ACCEPTED_PATTERN),
                values.get(UNDEFINED_NAME_PATTERN),
                values.get(ACCOUNT_TIME_ZONE),
                values.get(EXPIRE_AFTER));
    }

    public static AnswerSettings defaults() {
        return new AnswerSettings(Values.defaults());
    }
}
