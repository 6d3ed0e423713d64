package dev.sendlab.workshop;

import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;

/**
 * What is graded. It is called by name, since the exercise is compiled after the grade, and keeps its pattern's
 * signatures.
 */
public record Code(Class<?> type) {

    /** What its {@code config} gives. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> config(String bootstrapServers) throws Exception {
        return (Map<String, Object>) call("config", bootstrapServers);
    }

    /**
     * Calls a static method.
     *
     * @throws Exception what it throws, not wrapped
     */
    public Object call(String method, Object... arguments) throws Exception {
        return invoke(type, null, method, arguments);
    }

    /** An instance, made by its only constructor. */
    public Object create(Object... arguments) throws Exception {
        var constructor = type.getConstructors()[0];
        requireParameters(constructor, arguments.length);
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw thrown(e);
        }
    }

    /** Calls a public method of something that the code has made. */
    public static Object on(Object made, String method, Object... arguments) throws Exception {
        return invoke(made.getClass(), made, method, arguments);
    }

    private static Object invoke(Class<?> type, Object made, String name, Object... arguments) throws Exception {
        Method method = Arrays.stream(type.getMethods())
                .filter(candidate -> candidate.getName().equals(name) && candidate.getDeclaringClass() == type)
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(
                        type.getSimpleName() + " has no public method " + name + " any more"));
        requireParameters(method, arguments.length);
        try {
            return method.invoke(made, arguments);
        } catch (InvocationTargetException e) {
            throw thrown(e);
        }
    }

    private static void requireParameters(Executable called, int count) throws NoSuchMethodException {
        if (called.getParameterCount() != count) {
            throw new NoSuchMethodException(called.getName() + " must have " + count
                    + " parameters, as in the pattern: leave the signatures as they are");
        }
    }

    private static Exception thrown(InvocationTargetException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return (Exception) e.getCause();
    }
}
