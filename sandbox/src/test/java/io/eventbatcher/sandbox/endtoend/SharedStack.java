package io.eventbatcher.sandbox.endtoend;

import io.eventbatcher.sandbox.simulator.SimulatorSettings;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One broker and registry for all classes that ask for it. Tests keep apart by the names of their topics and applications. */
public final class SharedStack implements ParameterResolver {
    private static final Namespace ALL_CLASSES = Namespace.create(SharedStack.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ALL_CLASSES)
                .getOrComputeIfAbsent(Running.class, absent -> new Running(), Running.class)
                .stack;
    }

    /** Closed by JUnit after the last class. */
    @SuppressWarnings("deprecation") // the successor, AutoCloseable, is closed only when a parameter says so
    private static final class Running implements ExtensionContext.Store.CloseableResource {
        private final EmbeddedStack stack = EmbeddedStack.start(SimulatorSettings.defaults());

        @Override
        public void close() {
            stack.close();
        }
    }
}
