// Stands in for nf-interpreter's header of this name.
#pragma once
#include <cstddef>
#include <cstdint>
