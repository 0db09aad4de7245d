package io.eventbatcher.sandbox.endtoend;

import io.eventbatcher.sandbox.containers.ContainerStack;
import io.eventbatcher.sandbox.containers.InContainers;
import io.eventbatcher.sandbox.simulator.SimulatorSettings;
import io.eventbatcher.sandbox.stack.Backend;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One broker and registry for all classes that ask for it, the embedded ones or, for a class that is {@link InContainers}, those in
 * containers. Tests keep apart by the names of their topics and applications.
 */
public final class SharedStack implements ParameterResolver {
    private static final Namespace ALL_CLASSES = Namespace.create(SharedStack.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == EmbeddedStack.class || type == Backend.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == EmbeddedStack.class) {
            return embedded(context);
        }
        boolean inContainers = context.getRequiredTestClass().isAnnotationPresent(InContainers.class);
        return inContainers ? containers(context).backend() : embedded(context).backend();
    }

    private static EmbeddedStack embedded(ExtensionContext context) {
        return shared(context).getOrComputeIfAbsent(Embedded.class, absent -> new Embedded(), Embedded.class).stack;
    }

    private static ContainerStack containers(ExtensionContext context) {
        return shared(context).getOrComputeIfAbsent(InEngine.class, absent -> new InEngine(), InEngine.class).stack;
    }

    private static ExtensionContext.Store shared(ExtensionContext context) {
        return context.getRoot().getStore(ALL_CLASSES);
    }

    /** Closed by JUnit after the last class. */
    @SuppressWarnings("deprecation") // the successor, AutoCloseable, is closed only when a parameter says so
    private static final class Embedded implements ExtensionContext.Store.CloseableResource {
        private final EmbeddedStack stack = EmbeddedStack.start(SimulatorSettings.defaults());

        @Override
        public void close() {
            stack.close();
        }
    }

    /** The same. */
    @SuppressWarnings("deprecation") // as above
    private static final class InEngine implements ExtensionContext.Store.CloseableResource {
        private final ContainerStack stack = ContainerStack.start();

        @Override
        public void close() {
            stack.close();
        }
    }
}
