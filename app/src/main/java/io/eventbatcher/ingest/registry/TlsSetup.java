package io.eventbatcher.ingest.registry;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Gives a client the operator's certificates; what is not given stays the JDK's. */
final class TlsSetup {
    private TlsSetup() {}

    /** @throws IllegalArgumentException when a store cannot be used, as a sentence */
    static void apply(RegistryAccess access, OkHttpClient.Builder client) {
        if (access.trustStore().isEmpty() && access.keyStore().isEmpty()) {
            return;
        }
        try {
            X509TrustManager trust = trust(access.trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(access.keyStore()), new TrustManager[] {trust}, null);
            client.sslSocketFactory(context.getSocketFactory(), trust);
        } catch (GeneralSecurityException failure) {
            throw new IllegalArgumentException(
                    "The registry's trust-store or key-store cannot be used: " + failure.getMessage() + ".", failure);
        }
    }

    private static X509TrustManager trust(Optional<StoreFile> store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = store.map(StoreFile::open).orElse(null);
        factory.init(trusted);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("this JDK has no X.509 trust manager");
    }

    private static KeyManager @Nullable [] keys(Optional<StoreFile> store) throws GeneralSecurityException {
        if (store.isEmpty()) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store.get().open(), store.get().password().toCharArray());
        return factory.getKeyManagers();
    }
}
