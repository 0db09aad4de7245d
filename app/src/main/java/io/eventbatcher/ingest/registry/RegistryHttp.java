package io.eventbatcher.ingest.registry;

import io.eventbatcher.config.ConfigurationException;
import io.eventbatcher.config.RegistrySettings;
import io.eventbatcher.config.RegistrySettings.Login;
import io.eventbatcher.config.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Makes HTTP clients for a registry by the settings: credentials, certificates, time limits. */
final class RegistryHttp {
    private RegistryHttp() {}

    /**
     * A client for the registry.
     *
     * @throws ConfigurationException when a store cannot be opened
     */
    static OkHttpClient client(RegistrySettings settings, Duration timeout) {
        OkHttpClient.Builder http = new OkHttpClient.Builder().callTimeout(timeout);
        if (settings.urls().stream().noneMatch(url -> "https".equalsIgnoreCase(url.getScheme()))) {
            // without TLS to come OkHttp leaves out the JDK's certificates, which a start would wait for
            http.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        }
        if (settings.trustStore().isPresent() || settings.keyStore().isPresent()) {
            secure(http, settings);
        }
        String authorization = authorization(settings.login());
        if (!authorization.isEmpty()) {
            http.addInterceptor(chain -> {
                Request request = chain.request()
                        .newBuilder()
                        .header("Authorization", authorization)
                        .build();
                return chain.proceed(request);
            });
        }
        // OkHttp throws an unexpected exception for a number that is too large; the time to wait is ours to choose
        http.addNetworkInterceptor(chain -> chain.proceed(chain.request())
                .newBuilder()
                .removeHeader("Retry-After")
                .build());
        // a redirect would carry the credentials elsewhere
        return http.followRedirects(false).followSslRedirects(false).build();
    }

    private static String authorization(Login login) {
        if (login.basic()) {
            return Credentials.basic(login.username(), login.password().reveal(), StandardCharsets.UTF_8);
        }
        return login.bearer() ? "Bearer " + login.bearerToken().reveal() : "";
    }

    private static void secure(OkHttpClient.Builder http, RegistrySettings settings) {
        X509TrustManager trust = trust(settings.trustStore());
        KeyManager @Nullable [] keys =
                settings.keyStore().map(RegistryHttp::keys).orElse(null);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new X509TrustManager[] {trust}, null);
            http.sslSocketFactory(context.getSocketFactory(), trust);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this JDK has no TLS", impossible);
        }
    }

    private static X509TrustManager trust(Optional<Store> store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store.map(own -> open(own, "registry.truststore")).orElse(null));
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException wrong) {
            throw new ConfigurationException("registry.truststore.path: cannot be used (" + wrong.getMessage()
                    + "); it should hold certificates.");
        }
    }

    private static KeyManager[] keys(Store store) {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(
                    open(store, "registry.keystore"), store.password().reveal().toCharArray());
            return factory.getKeyManagers();
        } catch (GeneralSecurityException wrong) {
            throw new ConfigurationException("registry.keystore.path: its key cannot be used (" + wrong.getMessage()
                    + "); the key's password must be the store's.");
        }
    }

    private static KeyStore open(Store store, String section) {
        try (InputStream file = Files.newInputStream(store.path())) {
            KeyStore opened = KeyStore.getInstance(store.type());
            char[] password = store.password().reveal().toCharArray();
            opened.load(file, password.length == 0 ? null : password);
            return opened;
        } catch (IOException | GeneralSecurityException wrong) {
            throw new ConfigurationException(section + ".path: " + store.path() + " cannot be opened ("
                    + wrong.getMessage() + "); check " + section + ".type and " + section + ".password.");
        }
    }
}
