package io.eventbatcher.hubspot.credentials;

import static io.eventbatcher.hubspot.credentials.TokenWorld.SECRET;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** HubSpot: takes the tokens that it gave, or only the good one. */
final class TokenServer extends Dispatcher {
    final AtomicInteger fetches = new AtomicInteger();
    final AtomicInteger events = new AtomicInteger();
    final List<String> grants = Collections.synchronizedList(new ArrayList<>());
    volatile Duration tokenDelay = Duration.ZERO;
    volatile @Nullable MockResponse tokenAnswer;
    volatile Runnable onFetch = () -> {};
    volatile String good = "";
    volatile String goodGrant = "";
    volatile String lastAuthorization = "";
    volatile boolean rotating;
    private final AtomicReference<CountDownLatch> nextRefusal = new AtomicReference<>(new CountDownLatch(0));

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        return request.getTarget().equals("/oauth/2026-03/token") ? token(request) : events(request);
    }

    private MockResponse token(RecordedRequest request) {
        int number = fetches.incrementAndGet();
        String form = request.getBody().string(UTF_8);
        String grant = form.substring(form.indexOf("&refresh_token=") + "&refresh_token=".length());
        grants.add(grant);
        onFetch.run();
        MockResponse answer = tokenAnswer;
        if (answer != null) {
            return answer;
        }
        if (!goodGrant.isEmpty() && !goodGrant.equals(grant)) {
            return new MockResponse.Builder()
                    .code(400)
                    .body("{\"error\":\"invalid_grant\"}")
                    .build();
        }
        String refresh = rotating ? SECRET + "refresh-" + number : grant;
        return new MockResponse.Builder()
                .body("{\"access_token\":\"%saccess-%d\",\"refresh_token\":\"%s\",\"expires_in\":1800}"
                        .formatted(SECRET, number, refresh))
                .headersDelay(tokenDelay.toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }

    CountDownLatch holdNextRefusal() {
        CountDownLatch end = new CountDownLatch(1);
        nextRefusal.set(end);
        return end;
    }

    private MockResponse events(RecordedRequest request) throws InterruptedException {
        String authorization = String.valueOf(request.getHeaders().get("Authorization"));
        lastAuthorization = authorization;
        boolean taken = good.isEmpty() || authorization.equals("Bearer " + SECRET + good);
        CountDownLatch free = new CountDownLatch(0);
        CountDownLatch held = taken ? free : nextRefusal.getAndSet(free);
        // last, for who waits for this number goes on, and the refusal that is held must be this one
        events.incrementAndGet();
        held.await();
        return new MockResponse.Builder().code(taken ? 204 : 401).build();
    }

    void awaitFetches(int count) {
        await(fetches, count);
    }

    void awaitEvents(int count) {
        await(events, count);
    }

    private static void await(AtomicInteger counter, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> counter.get() >= count);
    }
}
