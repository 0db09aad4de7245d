package io.eventbatcher.log.line;

import io.eventbatcher.log.LogFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The log of a process that runs as a service: one stream of lines of one form, whoever writes them. */
public final class ServiceLog {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceLog.class);

    /** The property that names a configuration of {@code java.util.logging}. */
    private static final String JDK_LOGGERS = "java.util.logging.config.file";

    private ServiceLog() {}

    /**
     * Turns to the format, and leads to the log what Java would print to stderr: the ends of threads, and the loggers of the JDK unless an operator has
     * configured those.
     */
    public static void use(LogFormat format) {
        LogFormat.use(format);
        if (System.getProperty(JDK_LOGGERS) == null) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> LOG.atError()
                .addKeyValue("ended", thread.getName())
                .setCause(thrown)
                .log("A thread has ended by an exception."));
    }
}
