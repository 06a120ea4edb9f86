// PTX says from which line an instruction comes, without more debug information
// that would make the driver's compiler stop optimising.
//
// REQUIRES: tdsl-opt
// RUN: tdsl-opt --cuda-emit="form=ptx lines=true" %s -o /dev/null | FileCheck %s
// RUN: tdsl-opt --cuda-emit="form=ptx lines=false" %s -o /dev/null | FileCheck --check-prefix=NONE %s

// CHECK: .target sm_80{{$}}
// CHECK: .loc [[FILE:[0-9]+]] 7 3
// CHECK: st.global.u32
// CHECK: .file [[FILE]] "{{.*}}rows.tdsl"
// NONE-NOT: .loc
tir.kernel @k threads [64, 1, 1] buffers [0] uses [2] sizes [] {
^bb0(%y: !tir.buffer<f32, 1, argument>):
  %t = tir.thread_id x
  %one = arith.constant 1.0 : f32
  tir.store %one, %y[%t] : f32, !tir.buffer<f32, 1, argument>, index loc("rows.tdsl":7:3)
} loc("rows.tdsl":1:1)
