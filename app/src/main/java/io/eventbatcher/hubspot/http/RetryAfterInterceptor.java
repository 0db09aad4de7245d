package io.eventbatcher.hubspot.http;

import io.eventbatcher.hubspot.answer.Answer;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Hides the header {@code Retry-After} from OkHttp. OkHttp would repeat a 503 by the header, or throw and lose the answer when the
 * number is too large.
 */
final class RetryAfterInterceptor implements Interceptor {
    private static final String RETRY_AFTER = "Retry-After";

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String wait = response.header(RETRY_AFTER);
        return wait == null
                ? response
                : response.newBuilder()
                        .removeHeader(RETRY_AFTER)
                        .header(Answer.RETRY_AFTER, wait)
                        .build();
    }
}
