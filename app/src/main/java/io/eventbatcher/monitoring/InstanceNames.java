package io.eventbatcher.monitoring;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the instance's name in the place of the uuid that Kafka Streams gives to its process: as a tag of its threads and clients the uuid would make new
 * series at each loss of the state directory.
 */
final class InstanceNames implements MeterFilter {
    private static final Pattern UUID =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private final String instance;

    InstanceNames(String instance) {
        this.instance = Matcher.quoteReplacement(instance);
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        List<Tag> tags = id.getTags().stream()
                .map(tag -> Tag.of(tag.getKey(), UUID.matcher(tag.getValue()).replaceAll(instance)))
                .toList();
        return tags.equals(id.getTags()) ? id : id.replaceTags(tags);
    }
}
