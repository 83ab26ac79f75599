/* Starts planwriter with the system's Python, cut off from the person's own modules and variables. */

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    char **arguments = calloc((size_t)argc + 4, sizeof *arguments);
    if (arguments == NULL) {
        perror("{{ cookiecutter.app_name }}");
        return 3;
    }
    arguments[0] = PYTHON;
    arguments[1] = "-I";
    arguments[2] = "-S";
    arguments[3] = "/usr/lib/{{ cookiecutter.app_name }}/launch.py";
    for (int i = 1; i < argc; i++)
        arguments[i + 3] = argv[i];
    execv(PYTHON, arguments);
    perror(PYTHON);
    return 3;
}
