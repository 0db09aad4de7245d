package io.eventbatcher.hubspot.http;

import io.eventbatcher.hubspot.answer.Answer;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the head of an answer that OkHttp throws away, as for a 204 with a body: the status was read, so HubSpot has answered, and the
 * status decides.
 */
final class ReadHead extends EventListener {
    private volatile @Nullable Response head;

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        head = response;
    }

    /** The answer without a body, if a head was read. */
    Optional<Answer> answer() {
        Response read = head;
        return read == null
                ? Optional.empty()
                : Optional.of(new Answer(read.code(), read.headers(), new byte[0], AnswerReader.latency(read)));
    }
}
