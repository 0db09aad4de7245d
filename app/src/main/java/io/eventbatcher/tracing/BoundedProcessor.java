package io.eventbatcher.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** Queues ended spans while the queue has room, and counts the others. */
final class BoundedProcessor implements SpanProcessor {
    private final SpanProcessor queue;
    private final SpanCounts counts;
    private final int most;

    /** @param most the size of the queue */
    BoundedProcessor(SpanProcessor queue, SpanCounts counts, int most) {
        this.queue = queue;
        this.counts = counts;
        this.most = most;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (span.getSpanContext().isSampled() && counts.tryQueue(most)) {
            queue.onEnd(span);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public CompletableResultCode shutdown() {
        return queue.shutdown();
    }

    @Override
    public CompletableResultCode forceFlush() {
        return queue.forceFlush();
    }
}
