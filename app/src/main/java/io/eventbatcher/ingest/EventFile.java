package io.eventbatcher.ingest;

import io.eventbatcher.ingest.avro.GenericEvents;
import io.eventbatcher.ingest.registry.SchemaLookup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.file.DataFileWriter;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** An Avro file of events as their producers wrote them, all by one schema. The first event makes the file. */
public final class EventFile implements AutoCloseable {
    private final Path path;
    private final GenericEvents events;
    private @Nullable DataFileWriter<Object> file;
    private String writer = "";

    public EventFile(Path path, SchemaLookup schemas) {
        this.path = path;
        this.events = new GenericEvents(schemas);
    }

    /**
     * The end of an attempt to add an event.
     *
     * @param trouble the reason why the event is not in the file, as a sentence; empty if it is
     * @param later true if a later attempt may succeed, because the registry has not answered yet
     */
    public record Added(String trouble, boolean later) {
        private static final Added YES = new Added("", false);
    }

    /** @throws UncheckedIOException if the file cannot be written */
    public Added add(byte[] value, Headers headers) {
        return events.read(value, headers)
                .fold(this::add, (reason, finding) -> new Added(finding, false), why -> new Added(why, true));
    }

    private Added add(GenericEvents.GenericEvent event) {
        if (file != null && !event.writer().equals(writer)) {
            return new Added(
                    "The event was written by " + event.writer() + ", and the events before by " + writer
                            + "; a file has one schema.",
                    false);
        }
        try {
            if (file == null) {
                file = GenericEvents.writer().create(event.schema(), Files.newOutputStream(path));
                writer = event.writer();
            }
            file.append(event.datum());
            return Added.YES;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** @throws UncheckedIOException if the file cannot be written to its end */
    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }
    }
}
