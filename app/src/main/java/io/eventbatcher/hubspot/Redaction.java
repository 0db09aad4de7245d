package io.eventbatcher.hubspot;

import io.eventbatcher.config.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import okhttp3.HttpUrl;

/**
 * Takes secrets out of texts of others. Libraries and servers repeat what they were given: OkHttp the value of a header it cannot
 * send, a proxy's error page the URL with its query or the header.
 */
final class Redaction {
    private static final HttpUrl ANY = HttpUrl.get("http://localhost/");

    private Redaction() {}

    /** The text without these secrets, as they are and as they look in a URL. */
    static String of(String text, Secret... secrets) {
        String clean = text;
        for (Secret secret : secrets) {
            if (!secret.isEmpty()) {
                clean = clean.replace(secret.reveal(), secret.toString())
                        .replace(inQuery(secret), secret.toString())
                        .replace(URLEncoder.encode(secret.reveal(), StandardCharsets.UTF_8), secret.toString());
            }
        }
        return clean;
    }

    private static String inQuery(Secret secret) {
        String query = String.valueOf(
                ANY.newBuilder().addQueryParameter("t", secret.reveal()).build().encodedQuery());
        return query.substring("t=".length());
    }
}
