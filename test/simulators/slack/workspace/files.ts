/** A file that was uploaded, or is about to be. */
export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  readonly altText?: string | undefined;
  title?: string | undefined;
  content?: Buffer;
}

/** The path under which the simulator takes file contents. */
export const UPLOAD_PATH = "/upload/v1";

/** The files of the workspace. */
export class Files {
  readonly all = new Map<string, UploadedFile>();

  announce(file: Omit<UploadedFile, "id">): UploadedFile {
    const id = `F0${String(this.all.size + 1).padStart(6, "0")}`;
    const announced = { id, ...file };
    this.all.set(id, announced);
    return announced;
  }
}
