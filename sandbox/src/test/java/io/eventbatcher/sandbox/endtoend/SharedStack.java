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
 * containers, which end with the class and its nested ones. Tests keep apart by the names of their topics and applications.
 */
public final class SharedStack implements ParameterResolver {
    private static final ExtensionContext.Namespace CONTAINERS =
            ExtensionContext.Namespace.create(ContainerStack.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == EmbeddedStack.class || type == Backend.class || type == ContainerStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == EmbeddedStack.class) {
            return Embedded.STACK;
        }
        if (type == ContainerStack.class) {
            return containers(context);
        }
        boolean inContainers = context.getRequiredTestClass().isAnnotationPresent(InContainers.class);
        return inContainers ? containers(context).backend() : Embedded.STACK.backend();
    }

    private static ContainerStack containers(ExtensionContext context) {
        return outermostClass(context)
                .getStore(CONTAINERS)
                .getOrComputeIfAbsent(ContainerStack.class, key -> ContainerStack.start(), ContainerStack.class);
    }

    private static ExtensionContext outermostClass(ExtensionContext context) {
        return context.getParent()
                .filter(parent -> parent.getTestClass().isPresent())
                .map(SharedStack::outermostClass)
                .orElse(context);
    }

    /** The stack in this JVM. */
    public static EmbeddedStack embedded() {
        return Embedded.STACK;
    }

    /** Closed when the JVM ends: Surefire has it run one class after the other, and each is all that JUnit knows of. */
    private static EmbeddedStack untilTheEnd(EmbeddedStack stack) {
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "closes the shared stack"));
        return stack;
    }

    /** Started by the first class that asks. */
    private static final class Embedded {
        static final EmbeddedStack STACK = untilTheEnd(EmbeddedStack.start(SimulatorSettings.defaults()));
    }
}
