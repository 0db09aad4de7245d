package io.eventbatcher.replay.plan;

import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.event.EditedEvent;
import io.eventbatcher.replay.event.EventViews;
import io.eventbatcher.replay.event.FieldEdits;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.scan.Place;
import io.eventbatcher.replay.scan.RecordFetcher;
import io.eventbatcher.replay.scan.ScanProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The result of an order's edits, before anything is sent.
 *
 * @param passing the number of letters whose edited event passes the rules of ingest
 * @param failing the number of all others; a run skips them
 * @param examples some letters, those that fail first
 */
public record EditPreview(long passing, long failing, List<Example> examples) {
    private static final int PART = 200;

    public EditPreview {
        examples = List.copyOf(examples);
    }

    /** A letter and its edited event. */
    public record Example(StoredLetter letter, EditedEvent event) {}

    /**
     * Edits all letters of a plan.
     *
     * @param most the number of examples
     */
    public static EditPreview of(Settings settings, ReplayPlan plan, int most, ScanProgress progress) {
        List<Example> passed = new ArrayList<>();
        List<Example> failed = new ArrayList<>();
        long passing = 0;
        long failing = 0;
        try (EventViews views = EventViews.open(settings);
                RecordFetcher letters =
                        RecordFetcher.open(settings, settings.topics().deadLetters(), plan.topicId())) {
            for (int from = 0; from < plan.places().size(); from += PART) {
                List<Place> part = plan.places()
                        .subList(from, Math.min(from + PART, plan.places().size()));
                Map<Place, ConsumerRecord<byte[], byte[]>> records = letters.fetch(part);
                for (ConsumerRecord<byte[], byte[]> entry : records.values()) {
                    StoredLetter letter = new StoredLetter(entry);
                    EditedEvent event = views.edited(letter, plan.order().edits());
                    List<Example> examples = event.passes() ? passed : failed;
                    if (event.passes()) {
                        passing++;
                    } else {
                        failing++;
                    }
                    if (examples.size() < most) {
                        examples.add(new Example(letter.detached(), event));
                    }
                }
                progress.passed(
                        settings.topics().deadLetters(),
                        from + part.size(),
                        plan.places().size());
            }
        }
        failed.addAll(passed);
        return new EditPreview(passing, failing, failed.subList(0, Math.min(most, failed.size())));
    }

    /** True if a field of the edits is none of a writer's schema. */
    public boolean lacksFields(FieldEdits edits) {
        return examples.stream()
                .filter(example -> example.event().before().isObject())
                .anyMatch(example -> edits.paths(example.letter().id()).stream()
                        .anyMatch(path -> !example.event().before().has(path.split("\\.", 2)[0])));
    }
}
