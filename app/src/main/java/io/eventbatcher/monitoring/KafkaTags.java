package io.eventbatcher.monitoring;

import io.eventbatcher.config.Settings;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Corrects the tags of Kafka's metrics. The instance's name takes the place of the uuid that Kafka Streams gives to its process: the uuid would make
 * new series at each loss of the state directory. And a topic with a dot, of which Kafka's clients have a second metric with underscores (KIP-1109), counts
 * once.
 */
final class KafkaTags implements MeterFilter {
    private static final Pattern UUID =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private final String instance;
    private final Set<String> underscored;
    private final String application;

    KafkaTags(Settings settings) {
        instance = Matcher.quoteReplacement(settings.instance());
        application = settings.applicationId().contains(".") ? underscored(settings.applicationId()) + "-" : "";
        underscored = Stream.of(
                        settings.ingestTopics().stream(),
                        settings.enabledRoutes().stream().map(settings.topics()::batches),
                        Stream.of(
                                settings.topics().deadLetters(),
                                settings.topics().receipts(),
                                settings.topics().ledger(),
                                settings.topics().lanes(),
                                settings.topics().rates()))
                .flatMap(topics -> topics)
                .filter(topic -> topic.contains("."))
                .map(KafkaTags::underscored)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String underscored(String name) {
        return name.replace('.', '_');
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        String topic = id.getTag("topic");
        boolean again = topic != null
                && (underscored.contains(topic) || (!application.isEmpty() && topic.startsWith(application)));
        return again ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        List<Tag> tags = id.getTags().stream()
                .map(tag -> Tag.of(tag.getKey(), UUID.matcher(tag.getValue()).replaceAll(instance)))
                .toList();
        return tags.equals(id.getTags()) ? id : id.replaceTags(tags);
    }
}
