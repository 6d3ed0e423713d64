package dev.sendlab.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {

    /** Prints whether this JVM can lease that block of ports. */
    static final class Lessee {

        private Lessee() {}

        public static void main(String[] args) {
            System.out.println(Ports.lease(Integer.parseInt(args[0])));
        }
    }

    @Test
    void neverGivesAPortTwiceAndStaysBelowTheKernelsOwn() {
        assertThat(Stream.generate(Ports::free).limit(200).toList())
                .doesNotHaveDuplicates()
                .allMatch(port -> port >= 20_000 && port < 32_768);
    }

    /** Nobody listens at it, and still it is taken. */
    @Test
    void noOtherJvmGetsAPortOfOurs() throws Exception {
        int port = Ports.free();

        assertThat(anotherJvmCanLease(Ports.blockOf(port))).isEqualTo("false");
    }

    private static String anotherJvmCanLease(int block) throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Lessee.class.getName(),
                        Integer.toString(block))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return other.inputReader().readLine();
    }
}
