package io.eventbatcher.hubspot.credentials;

import io.eventbatcher.config.Secret;
import io.eventbatcher.config.table.TokenText;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret that may change in a file; without a file the secret never changes. While the file is unreadable or holds no token, as
 * during a replacement, the known secret stays. Any thread.
 */
final class SecretFile {
    /** The interval between two reads of the file. */
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);

    private final Optional<Path> file;
    private final Clocks clocks;
    private Secret secret;
    private String lastRead;
    private Moment nextLook;
    private boolean usable = true;

    /** Takes a secret just read. */
    SecretFile(Secret secret, Clocks clocks) {
        this.file = secret.file();
        this.clocks = clocks;
        this.secret = secret;
        this.lastRead = secret.reveal();
        this.nextLook = clocks.moment().plus(INTERVAL);
    }

    /** The secret, at most {@link #INTERVAL} old. */
    synchronized Secret current() {
        return clocks.moment().isBefore(nextLook) ? secret : read();
    }

    /** Reads the secret anew. */
    synchronized Secret read() {
        nextLook = clocks.moment().plus(INTERVAL);
        file.ifPresent(this::read);
        return secret;
    }

    private void read(Path path) {
        try {
            String content = content(path);
            Optional<String> flaw = TokenText.flaw(content);
            if (flaw.isPresent()) {
                complain(path, flaw.get());
                return;
            }
            if (!content.equals(lastRead)) {
                lastRead = content;
                secret = new Secret(content, file);
                LOG.atInfo().addKeyValue("file", path).log("A secret has changed in its file.");
            }
            usable = true;
        } catch (IOException | RuntimeException unreadable) {
            complain(path, "cannot be read: " + unreadable.getClass().getSimpleName());
        }
    }

    /** Reads little more than the longest token, and only from regular files, because others may block. */
    private static String content(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(path.toString());
        }
        try (InputStream in = Files.newInputStream(path)) {
            return new String(in.readNBytes(2 * TokenText.LONGEST), StandardCharsets.UTF_8).strip();
        }
    }

    private void complain(Path path, String flaw) {
        if (usable) {
            LOG.atWarn()
                    .addKeyValue("file", path)
                    .log("The file of a secret " + flaw + ". What it held before is used; put the secret there.");
        }
        usable = false;
    }

    /** Replaces the secret, and the content of the file. */
    synchronized void write(String changed) {
        keep(changed);
        lastRead = changed;
        file.ifPresent(path -> write(path, changed));
    }

    /** Replaces the secret in memory, until the file changes. */
    synchronized void keep(String changed) {
        secret = new Secret(changed, file);
    }

    private static void write(Path path, String content) {
        try {
            SecretWriter.write(path, content);
        } catch (IOException | RuntimeException unwritable) {
            LOG.atWarn()
                    .addKeyValue("file", path)
                    .addKeyValue("cause", unwritable.getClass().getSimpleName())
                    .log(
                            "A new secret could not be written to its file: it is lost at the next restart, unless the old one is"
                                    + " still good then. Make the file and its directory writable.");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return file.map(Path::toString).orElse("no file");
    }
}
