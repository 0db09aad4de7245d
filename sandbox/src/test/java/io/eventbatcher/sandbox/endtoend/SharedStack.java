package io.eventbatcher.sandbox.endtoend;

import io.eventbatcher.sandbox.containers.ContainerStack;
import io.eventbatcher.sandbox.containers.InContainers;
import io.eventbatcher.sandbox.simulator.SimulatorSettings;
import io.eventbatcher.sandbox.stack.Backend;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One broker and registry for all classes of a JVM that ask for it, the embedded ones or, for a class that is {@link InContainers}, those in
 * containers. Tests keep apart by the names of their topics and applications.
 */
public final class SharedStack implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == EmbeddedStack.class || type == Backend.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == EmbeddedStack.class) {
            return Embedded.STACK;
        }
        boolean inContainers = context.getRequiredTestClass().isAnnotationPresent(InContainers.class);
        return inContainers ? InEngine.STACK.backend() : Embedded.STACK.backend();
    }

    /** The stack in this JVM. */
    public static EmbeddedStack embedded() {
        return Embedded.STACK;
    }

    /** Closed when the JVM ends: Surefire has it run one class after the other, and each is all that JUnit knows of. */
    private static <T extends AutoCloseable> T untilTheEnd(T stack) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(stack), "closes the shared stack"));
        return stack;
    }

    private static void close(AutoCloseable stack) {
        try {
            stack.close();
        } catch (Exception failure) {
            throw new IllegalStateException("The shared stack does not end.", failure);
        }
    }

    /** Started by the first class that asks. */
    private static final class Embedded {
        static final EmbeddedStack STACK = untilTheEnd(EmbeddedStack.start(SimulatorSettings.defaults()));
    }

    /** The same. */
    private static final class InEngine {
        static final ContainerStack STACK = untilTheEnd(ContainerStack.start());
    }
}
