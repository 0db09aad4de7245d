package io.eventbatcher.hubspot.http;

import java.io.IOException;
import java.net.ProtocolException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Fails a call whose answer has a negative length. OkHttp can neither read nor close such an answer, and would keep the connection of the
 * call; after a failure OkHttp gives up the connection, and {@link ReadHead} still has the status.
 */
final class NegativeLengthInterceptor implements Interceptor {
    /** OkHttp's word for a length that the head does not tell. */
    private static final long UNKNOWN = -1;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        long length = response.body().contentLength();
        if (length < UNKNOWN) {
            throw new ProtocolException("an answer of " + length + " bytes");
        }
        return response;
    }
}
