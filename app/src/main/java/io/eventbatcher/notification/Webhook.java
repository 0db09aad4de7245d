package io.eventbatcher.notification;

import io.eventbatcher.log.Causes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Posts to the webhook's address. Follows no redirect, and waits for a whole answer no longer than {@link #PATIENCE}. */
final class Webhook {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Too slow, too early, too many. */
    private static final Set<Integer> FOR_A_TIME = Set.of(408, 425, 429);

    private final URI address;
    private final Duration patience;
    private @Nullable HttpClient client;

    Webhook(URI address) {
        this(address, PATIENCE);
    }

    Webhook(URI address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /** Made when there is something to tell: it costs a start more than all else of this package, and most starts have nothing to tell. */
    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder().connectTimeout(patience).build();
            client = made;
        }
        return made;
    }

    /** The webhook refuses a request: for its body, or for the address, which shows when another body is taken. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(int status) {
            super("the webhook answers with status " + status);
        }
    }

    /**
     * Posts a body of JSON.
     *
     * @throws Refused if the webhook refuses the request, and may take another
     * @throws IOException with the cause and without the address, which may be a password, unless the webhook says 2xx in time
     */
    void post(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        CompletableFuture<HttpResponse<Void>> answer =
                client().sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            // the client's own timeout ends with the headers
            int status = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status / 100 == 4 && !FOR_A_TIME.contains(status)) {
                throw new Refused(status);
            }
            if (status / 100 != 2) {
                throw new IOException("the webhook answers with status " + status);
            }
        } catch (TimeoutException silent) {
            throw new IOException("the webhook does not answer in " + patience.toSeconds() + " s");
        } catch (ExecutionException failure) {
            throw new IOException("the webhook cannot be reached: "
                    + Causes.of(failure).get(1).getClass().getSimpleName());
        } finally {
            answer.cancel(true);
        }
    }
}
