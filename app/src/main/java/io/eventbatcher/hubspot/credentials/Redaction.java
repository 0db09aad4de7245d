package io.eventbatcher.hubspot.credentials;

import io.eventbatcher.config.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import okhttp3.HttpUrl;

/**
 * Removes secrets from foreign texts. Libraries and servers repeat their input: OkHttp the value of a bad header, a proxy's error page
 * the header or the URL with the query.
 */
public final class Redaction {
    private static final HttpUrl ANY = HttpUrl.get("http://localhost/");

    private Redaction() {}

    /** The text without the secrets, both plain and encoded for URLs. */
    public static String of(String text, Secret... secrets) {
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
