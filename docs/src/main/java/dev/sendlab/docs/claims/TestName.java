package dev.sendlab.docs.claims;

/**
 * A test method.
 *
 * @param className as Java's class files have it, with its package and {@code $} before a nested class
 * @param method all invocations of it, if it is parameterized
 */
record TestName(String className, String method) {

    private static final String SOURCES = "/src/test/java/";

    /**
     * As the ledger links to it. Classes of two rooms may have one name, so the file tells which it is.
     *
     * @param text such as {@code LeaderKilledIT.OnOneBroker.everyRecordIsThereOnceAndInOrder}
     * @param file the source of the outermost class
     * @throws IllegalArgumentException if that is no method of a class of that file
     */
    static TestName linked(String text, String file) {
        int dot = text.lastIndexOf('.');
        int sources = file.indexOf(SOURCES);
        if (!text.matches("[A-Z]\\w*(\\.[A-Z]\\w*)*\\.[a-z]\\w*") || sources < 0) {
            throw new IllegalArgumentException(
                    "[" + text + "](" + file + ") is not [Class.method](.." + SOURCES + "...)");
        }
        String outermost = file.substring(sources + SOURCES.length())
                .replaceFirst("\\.java$", "")
                .replace('/', '.');
        String type = text.substring(0, dot);
        String nested = type.contains(".") ? type.substring(type.indexOf('.')).replace('.', '$') : "";
        TestName name = new TestName(outermost + nested, text.substring(dot + 1));
        if (!name.toString().equals(text)) {
            throw new IllegalArgumentException(text + " is not in " + file);
        }
        return name;
    }

    /** Without its package. */
    @Override
    public String toString() {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.') + "." + method;
    }
}
