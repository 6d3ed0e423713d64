package dev.sendlab.broker.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read out of the words of ldd. */
class SharedLibrariesTest {

    @Test
    void librariesAndTheLoaderAreNamedAndWhatTheKernelLendsIsNot() {
        List<String> lines = List.of(
                "\tlinux-vdso.so.1 (0x00007fdb6e07d000)",
                "\tlibjli.so => /opt/java/bin/../lib/libjli.so (0x00007fdb6e053000)",
                "\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007fdb6de68000)",
                "\tlibjvm.so => not found",
                "\t/lib64/ld-linux-x86-64.so.2 (0x00007fdb6e07f000)");

        assertThat(SharedLibraries.named(lines))
                .containsExactly(
                        Path.of("/opt/java/lib/libjli.so"),
                        Path.of("/lib/x86_64-linux-gnu/libc.so.6"),
                        Path.of("/lib64/ld-linux-x86-64.so.2"));
    }

    @Test
    void aStaticProgramNeedsNone() {
        assertThat(SharedLibraries.named(List.of("\tnot a dynamic executable"))).isEmpty();
    }
}
