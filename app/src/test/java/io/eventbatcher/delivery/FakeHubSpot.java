package io.eventbatcher.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.HubSpotRequest;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.RejectionKind;
import io.eventbatcher.hubspot.RequestInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Remembers what it was sent, as JSON texts, and answers by a rule. */
public final class FakeHubSpot implements HubSpotClient {
    public static final Facts OK = new Facts(204, null, null, "c-204", Duration.ofMillis(5));
    public static final Facts BAD = new Facts(400, "VALIDATION_ERROR", "wrong", "c-400", Duration.ofMillis(5));
    public static final Facts DOWN = new Facts(503, null, null, null, Duration.ofMillis(5));

    public final List<List<String>> requests = new ArrayList<>();
    public final List<Integer> attempts = new ArrayList<>();
    private final List<CompletableFuture<Outcome>> held = new ArrayList<>();
    private Function<List<String>, Outcome> rule = inputs -> new Outcome.Delivered(OK);
    private Consumer<List<String>> delivered = inputs -> {};
    private Consumer<Runnable> way = Runnable::run;
    private boolean holding;

    public void answer(Function<List<String>, Outcome> changed) {
        rule = changed;
    }

    /** Requests reach HubSpot, and answers come back, when this says so. */
    public void onTheWay(Consumer<Runnable> later) {
        way = later;
    }

    /** Is told the inputs of each request that is taken whole. */
    public void onDelivered(Consumer<List<String>> listener) {
        delivered = listener;
    }

    private Outcome ruling(List<String> inputs) {
        Outcome outcome = rule.apply(inputs);
        if (outcome instanceof Outcome.Delivered) {
            delivered.accept(inputs);
        }
        return outcome;
    }

    /** Refuses every request in which an input contains one of these texts. */
    public void refuse(String... culprits) {
        answer(inputs -> {
            boolean refused =
                    inputs.stream().anyMatch(json -> List.of(culprits).stream().anyMatch(json::contains));
            if (!refused) {
                return new Outcome.Delivered(OK);
            }
            return inputs.size() > 1 ? new Outcome.Split(BAD) : new Outcome.Rejected(BAD, RejectionKind.REJECTED);
        });
    }

    public static Outcome retry(Duration notBefore) {
        return new Outcome.Retry(DOWN, notBefore, Outcome.Retry.Cause.UNEXPECTED);
    }

    /** From now on requests stay open until {@link #release}. */
    public void hold() {
        holding = true;
    }

    /** Answers the open request of this index, counted over those held. */
    public void release(int index) {
        held.get(index).complete(ruling(requests.get(requests.size() - held.size() + index)));
    }

    /** Answers all open requests, in the order of sending, and from now on at once. */
    public void letGo() {
        holding = false;
        IntStream.range(0, held.size()).forEach(this::release);
        held.clear();
    }

    @Override
    public CompletableFuture<Outcome> send(HubSpotRequest request) {
        List<String> inputs = request.inputs().stream().map(FakeHubSpot::json).toList();
        requests.add(inputs);
        attempts.add(request.attempt());
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        if (holding) {
            held.add(answer);
        } else {
            way.accept(() -> {
                Outcome outcome = ruling(inputs);
                way.accept(() -> answer.complete(outcome));
            });
        }
        return answer;
    }

    private static String json(RequestInput input) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            input.writeTo(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (bytes.size() != input.length()) {
            throw new AssertionError("an input says it has " + input.length() + " bytes, but writes " + bytes.size());
        }
        return bytes.toString(UTF_8);
    }

    @Override
    public void close() {}
}
