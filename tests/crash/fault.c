/* Stands between a program and the disk, for the tests of drafts: counts every call that changes something below one
 * folder, and at call N kills the program, writes half and kills it, or says that the disk is full or faulty. It can
 * also write a log of all calls with their data, from which power cuts are simulated.
 *
 * Loaded with LD_PRELOAD; silent until fault_root was called. One thread at a time. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { NOTHING, KILL, TORN, FULL, FAULTY };

static char root[PATH_MAX];
static size_t root_length;
static long count, at;
static int kind, log_fd = -1;

#define REAL(name) ({ static __typeof__(&name) real; if (!real) real = dlsym(RTLD_NEXT, #name); real; })

void fault_root(const char *path) { strncpy(root, path, sizeof root - 1); root_length = strlen(root); count = 0; }
void fault_arm(long call, int what) { at = call; kind = what; count = 0; }
void fault_log(const char *path) { log_fd = REAL(open64)(path, O_WRONLY | O_CREAT | O_APPEND, 0600); }
long fault_count(void) { return count; }

static int is_ours(const char *path) {
    return root_length && !strncmp(path, root, root_length) && (path[root_length] == '/' || !path[root_length]);
}

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (!root_length || length < 0) return 0;
    path[length] = 0;
    return is_ours(path);
}

static int absolute(int folder, const char *name, char *path) {
    char base[PATH_MAX] = "";
    if (name[0] == '/') { strncpy(path, name, PATH_MAX - 1); path[PATH_MAX - 1] = 0; return is_ours(path); }
    if (folder == AT_FDCWD) { if (!getcwd(base, sizeof base)) return 0; }
    else if (!path_of(folder, base)) return 0;
    if (snprintf(path, PATH_MAX, "%s/%s", base, name) >= PATH_MAX) return 0;
    return is_ours(path);
}

static void say(char op, const char *path, const void *data, uint64_t length, uint64_t offset) {
    if (log_fd < 0) return;
    char head[1 + 3 * sizeof(uint64_t)];
    uint64_t numbers[3] = {strlen(path), length, offset};
    head[0] = op;
    memcpy(head + 1, numbers, sizeof numbers);
    REAL(write)(log_fd, head, sizeof head);
    REAL(write)(log_fd, path, numbers[0]);
    if (data) REAL(write)(log_fd, data, length);
}

/* Whether this call goes wrong with an error; it may also not return at all. */
static int goes_wrong(int needs_space) {
    count++;
    if (kind == NOTHING || count < at) return 0;
    if (count == at && kind == KILL) raise(SIGKILL);
    if (count == at && kind == FAULTY) { errno = EIO; return 1; }
    if (kind == FULL && needs_space) { errno = ENOSPC; return 1; }
    return 0;
}

static void die_if_torn(void) { if (kind == TORN && count == at) raise(SIGKILL); }

/* --- writing ---------------------------------------------------------------------------------------------------- */

ssize_t write(int fd, const void *data, size_t length) {
    char path[PATH_MAX];
    if (fd == 1 && root_length) say('M', "", data, length, 0);
    if (fd == log_fd || !path_of(fd, path)) return REAL(write)(fd, data, length);
    if (goes_wrong(1)) return -1;
    struct stat found;
    int flags = fcntl(fd, F_GETFL);
    off_t offset = flags & O_APPEND ? (fstat(fd, &found), found.st_size) : lseek(fd, 0, SEEK_CUR);
    if (kind == TORN && count == at) length = length / 2;
    ssize_t done = REAL(write)(fd, data, length);
    die_if_torn();
    if (done > 0) say('W', path, data, done, offset);
    return done;
}

static ssize_t write_at(int fd, const void *data, size_t length, off64_t offset) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) return REAL(pwrite64)(fd, data, length, offset);
    if (goes_wrong(1)) return -1;
    if (kind == TORN && count == at) length = length / 2;
    ssize_t done = REAL(pwrite64)(fd, data, length, offset);
    die_if_torn();
    if (done > 0) say('W', path, data, done, offset);
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return write_at(fd, data, length, offset); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) { return write_at(fd, data, length, offset); }

static int cut(int fd, off64_t length) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) return REAL(ftruncate64)(fd, length);
    if (goes_wrong(0)) return -1;
    int done = REAL(ftruncate64)(fd, length);
    die_if_torn();
    if (!done) say('T', path, 0, 0, length);
    return done;
}
int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off64_t length) { return cut(fd, length); }

static int sync_with(int fd, int (*real)(int)) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) return real(fd);
    if (goes_wrong(0)) return -1;
    int done = real(fd);
    die_if_torn();
    if (!done) say('F', path, 0, 0, 0);
    return done;
}
int fsync(int fd) { return sync_with(fd, REAL(fsync)); }
int fdatasync(int fd) { return sync_with(fd, REAL(fdatasync)); }

/* --- names ------------------------------------------------------------------------------------------------------ */

static int open_at(int folder, const char *name, int flags, mode_t mode) {
    char path[PATH_MAX];
    struct stat found;
    if (!(flags & (O_CREAT | O_TRUNC)) || !absolute(folder, name, path)) return REAL(openat64)(folder, name, flags, mode);
    int is_there = !REAL(stat)(path, &found);
    int makes = !is_there && (flags & O_CREAT), empties = is_there && (flags & O_TRUNC) && found.st_size;
    if (!makes && !empties) return REAL(openat64)(folder, name, flags, mode);
    if (goes_wrong(makes)) return -1;
    int fd = REAL(openat64)(folder, name, flags, mode);
    die_if_torn();
    if (fd >= 0) say(makes ? 'C' : 'T', path, 0, 0, 0);
    return fd;
}
#define MODE mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }
int open(const char *name, int flags, ...) { MODE return open_at(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE return open_at(AT_FDCWD, name, flags, mode); }
int openat(int folder, const char *name, int flags, ...) { MODE return open_at(folder, name, flags, mode); }
int openat64(int folder, const char *name, int flags, ...) { MODE return open_at(folder, name, flags, mode); }

static int move(int from, const char *old, int to, const char *new, unsigned how) {
    char old_path[PATH_MAX], new_path[PATH_MAX];
    if (!absolute(from, old, old_path) || !absolute(to, new, new_path))
        return how ? REAL(renameat2)(from, old, to, new, how) : REAL(renameat)(from, old, to, new);
    if (goes_wrong(0)) return -1;
    int done = how ? REAL(renameat2)(from, old, to, new, how) : REAL(renameat)(from, old, to, new);
    die_if_torn();
    if (!done) say('R', old_path, new_path, strlen(new_path), 0);
    return done;
}
int rename(const char *old, const char *new) { return move(AT_FDCWD, old, AT_FDCWD, new, 0); }
int renameat(int from, const char *old, int to, const char *new) { return move(from, old, to, new, 0); }
int renameat2(int from, const char *old, int to, const char *new, unsigned how) { return move(from, old, to, new, how); }

static int take_away(int folder, const char *name, int flags) {
    char path[PATH_MAX];
    if (!absolute(folder, name, path)) return REAL(unlinkat)(folder, name, flags);
    if (goes_wrong(0)) return -1;
    int done = REAL(unlinkat)(folder, name, flags);
    die_if_torn();
    if (!done) say('U', path, 0, 0, 0);
    return done;
}
int unlink(const char *name) { return take_away(AT_FDCWD, name, 0); }
int unlinkat(int folder, const char *name, int flags) { return take_away(folder, name, flags); }
int rmdir(const char *name) { return take_away(AT_FDCWD, name, AT_REMOVEDIR); }

static int make_folder(int folder, const char *name, mode_t mode) {
    char path[PATH_MAX];
    if (!absolute(folder, name, path)) return REAL(mkdirat)(folder, name, mode);
    if (goes_wrong(1)) return -1;
    int done = REAL(mkdirat)(folder, name, mode);
    die_if_torn();
    if (!done) say('D', path, 0, 0, 0);
    return done;
}
int mkdir(const char *name, mode_t mode) { return make_folder(AT_FDCWD, name, mode); }
int mkdirat(int folder, const char *name, mode_t mode) { return make_folder(folder, name, mode); }
