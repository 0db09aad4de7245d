package io.eventbatcher.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A method of a library that a class of ours needs, checked by name, so that an upgrade without the method fails with a sentence.
 *
 * @param library the library's name and version
 * @param user the class that needs the method
 */
public record LibraryUse(String library, String user) {
    /**
     * Fails unless the method exists and is public.
     *
     * @param method the method's name; {@code new} for a constructor
     * @param parameters the simple names of the parameters' types, separated by commas
     */
    public void check(String type, String method, String parameters) {
        Stream<? extends Executable> candidates =
                method.equals("new") ? Arrays.stream(type(type).getConstructors()) : methods(type, method);
        assertThat(candidates.map(LibraryUse::parameters))
                .as("%s no longer has %s.%s(%s); %s needs it.", library, type, method, parameters, user)
                .contains(parameters);
    }

    private Stream<? extends Executable> methods(String type, String method) {
        return Arrays.stream(type(type).getMethods())
                .filter(candidate -> candidate.getName().equals(method));
    }

    private static String parameters(Executable candidate) {
        return Arrays.stream(candidate.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(","));
    }

    /** The library's class. */
    public Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException gone) {
            return fail("%s no longer has %s; %s needs it.", library, name, user);
        }
    }
}
